# The frame around the views, what lies over them, and everything that can be
# done by key.

# The side of the window.
shell-nav-memories = Memories
shell-nav-milestones = Milestones
shell-nav-keepsake = Keepsake page
shell-nav-settings = Settings
shell-nav-waiting = Waiting
shell-nav-waiting-count =
    { $count ->
        [one] Waiting, { $count } photo
       *[other] Waiting, { $count } photos
    }
shell-nav-add = Add photos…
shell-nav-shoot = Take a photo
shell-nav-phone = From a phone…
shell-nav-write = New entry
shell-nav-babies = Add or change a baby…

# While files hang over the window.
shell-drop-read-only = This library can only be looked at
shell-drop-entry = Drop to add to this entry
shell-drop-milestone = Drop to add to this milestone
shell-drop-journal = Drop to keep in { $name }’s journal
shell-drop-no-baby = Add a baby first, then the photos

# Work under way.
shell-tray-aside = Put aside while it goes on
shell-tray-percent = { $task }: { $percent } %
shell-tray-many =
    { $count ->
        [one] { $count } thing under way
       *[other] { $count } things under way
    }
shell-tray-show = Show: { $words }

# What the window itself has to say.
shell-copied = The photo is on the clipboard, without date, place or camera.
shell-no-threads = The system gave no more threads ({ $error }). Close other programs and try again.
shell-close-again = { $sentence } Close the window once more to leave without it.
shell-no-dialog = The system’s file dialog did not open. { $advice } On Debian, the package xdg-desktop-portal-gtk brings the dialog.
shell-no-dialog-library = Start Smilekeep with the folder instead: smilekeep --library FOLDER.
shell-no-dialog-watch = Watch a folder from a terminal instead: smilekeep watch add FOLDER.
shell-no-dialog-merge = Merge from a terminal instead: smilekeep merge FOLDER.
shell-no-dialog-backup = Back up from a terminal instead: smilekeep backup to FOLDER.
shell-no-dialog-import = Bring it in from a terminal instead: smilekeep import FOLDER.
shell-no-dialog-picture = Drop a picture on this window, or paste one that was copied in the file manager.
shell-first-file = That picture has no file yet. Save it first, then drop it here.
shell-no-dialog-photos = Drop or paste photos on this window instead.
shell-no-dialog-saving = The system’s file dialog did not open, so this goes into “{ $folder }”.
shell-dialog-still-open = The file dialog is still open, perhaps behind this window. Press once more to go on without it.

clipboard-refused = The photo could not be put on the clipboard ({ $error }). “Save a copy” makes a file instead.
clipboard-empty = There is no photo on the clipboard. Copy a picture or a photo file first, then paste.
clipboard-unread = The clipboard could not be read ({ $error }). Drop the photo on the window instead.
clipboard-bad-picture = The picture on the clipboard could not be read. Save it as a file and drop that on the window.
clipboard-picture-name = Pasted picture

reveal-no-manager = No program was found to show it in a file manager. It is here: { $path }
reveal-no-program = No program was found to open it. It is here: { $path }

# The system’s own dialogs.
dialog-photos-and-films = Photos and films
dialog-all-files = All files
dialog-add-photos = Add photos
dialog-picture = Choose a picture
dialog-open-library = Open a library
dialog-new-library = Choose an empty folder
dialog-backup = Choose a folder on another drive
dialog-watch = Choose the folder that photos come to
dialog-other-journal = Choose the other journal’s folder, or a backup of it
dialog-export-folder = Choose where everything shall go
dialog-export-zip = Take everything out
dialog-zip = Zip archive
dialog-import-folder = Choose a folder to bring in
dialog-tables = Archives and tables
dialog-import-file = Choose a file to bring in
dialog-copies = Choose a folder for the copies
dialog-picture-kind = Picture
dialog-save-page = Save the page
dialog-save-book = Save the book
dialog-save-film = Save the film
dialog-film-kind = Film
dialog-save-copy = Save a copy

# First start.
welcome-title = A place for the smiles
welcome-about = Photos of sleep smiles and the words that go with them, kept on this computer and nowhere else.
welcome-name = What is the baby’s name?
welcome-name-hint = Any name, in any script
welcome-name-missing = Please write a name. You can change it later.
welcome-birth = Birth date
welcome-birth-missing = Please give the birth date; ages are counted from it.
welcome-birth-to-come = That day is still to come. Please check the birth date.
welcome-due = Due date, if you like
welcome-choose-picture = Choose a picture…
welcome-another-picture = Another picture…
welcome-no-picture = No picture
welcome-begin = Begin the journal
welcome-folder = Everything is kept in { $folder }
welcome-elsewhere = Keep it elsewhere…
welcome-open = Open a library I have…

# The library could not be opened.
trouble-title = The journal did not open
trouble-repairing = Putting the journal together again…
trouble-repair = Repair the journal
trouble-again = Try again
trouble-open = Open another library…
trouble-show = Show the folder

# Before very many entries go into the trash.
brake-title = Put { $count } entries into the trash?
brake-all = These are all the entries of this journal. They stay in the trash for 30 days, and you can undo it.
brake-some = These are { $count } of { $all } entries. They stay in the trash for 30 days, and you can undo it.
brake-keep = Keep them
brake-sure = Put them into the trash

# What became of a batch or a check.
report-set-aside = Damaged files are set aside, not deleted.
report-all-sound = Every original was read again and is exactly as it was kept.
report-heal = Put them back from the backup
report-not-now = Not now
report-done = All right
report-crash-title = What happened last time
report-crash-about = Smilekeep closed by itself. Your photos and words are safe. This was written down so that the cause can be found. It is a file on this computer and is never sent by itself; if you like, copy it and send it to somebody who can help.
report-crash-copy = Copy it
report-crash-folder = Show its folder
report-added =
    { $count ->
        [0] No new photos were added
        [one] { $count } photo added
       *[other] { $count } photos added
    }
report-stopped = What happened
report-not-tried = Not tried
report-not-tried-about =
    { $count ->
        [one] { $count } photo was left out because the work was stopped. Add them again at any time.
       *[other] { $count } photos were left out because the work was stopped. Add them again at any time.
    }
report-unreadable = Could not be read
report-before-birth = Dated before the birth; please check the camera’s clock
report-ends-early = Kept, but the end of the file is missing; copy it from the phone again if you can
report-doubtful = Added, but with a date to check
report-already-there = Already in the journal
report-not-all = Not all of it
report-not-all-about = It was stopped. What came in stays; bring the same in again, and it goes on from there.
report-to-check = Came in; please check
report-left-out = Left out
report-here-already = Here already

# The sheet of keys.
keys-title = Keys
keys-close = Close the keys
keys-find = { $keys } finds everything that can be done, by a few letters of its name.
keys-or = { $first } or { $second }
keys-or-between = or
keys-place-everywhere = Everywhere
keys-place-memories = Memories
keys-place-viewer = Looking at a photo
keys-place-editor = Editing a photo
keys-place-crop = Cropping
keys-place-entry = In an entry
keys-place-camera = Taking a photo
keys-place-milestones = Milestones
keys-place-keepsake = Keepsake page
keys-place-inbox = Waiting photos
keys-place-settings = Settings

# As written on the keys.
key-ctrl = Ctrl
key-alt = Alt
key-shift = Shift
key-escape = Esc
key-enter = Enter
key-space = Space
key-delete = Delete
key-home = Home
key-end = End
key-tab = Tab

# What hands do, and what comes of it.
hand-tab-what = On to the next thing
hand-message-what = On to the newest message, such as its “Undo”
hand-drop = Drop photos
hand-drop-what = Add them to the journal
hand-ctrl-wheel = Ctrl + wheel
hand-ctrl-wheel-what = Larger or smaller pictures
hand-wheel = Wheel
hand-wheel-what = Closer to what is under the pointer
hand-double-click = Double click
hand-double-click-size = 100 %, or all of it
hand-space-what = Choose the photo, or no longer
hand-shift-click = Shift + click
hand-shift-click-what = Choose all up to there
hand-double-click-larger = Look at it larger; ← → walk on
hand-ctrl-a = Ctrl + A
hand-ctrl-a-what = Choose all
hand-keep-what = Keep what is chosen
hand-delete = Del
hand-delete-what = Not what is chosen
hand-arrows-what = A slider, five at a time
hand-shift-arrows = Shift + ← →
hand-shift-arrows-what = A slider, one at a time
hand-pages = Page up, page down
hand-pages-what = A slider, a quarter of the way
hand-double-click-rest = A slider back to its place of rest
hand-frame-what = Move the frame
hand-frame-size = Shift + ← ↑ → ↓
hand-frame-size-what = Make the frame larger or smaller

# The palette.
palette-hint = What would you like to do?
palette-list = What you can do
palette-baby = Show { $name }’s journal
palette-nothing = Nothing here is called “{ $words }”.

# Everything that can be done, and other words people may look for it by.
deed-find = Find what to do…
deed-add-photos = Add photos…
deed-add-photos-also = import open files pictures
deed-from-phone = Photos from a phone…
deed-from-phone-also = wifi wi-fi qr code mobile iphone android send upload
deed-from-monitor = A still from a baby monitor…
deed-from-monitor-also = network camera ip webcam mjpeg snapshot wifi nursery
deed-paste = Paste a photo
deed-paste-also = clipboard insert
deed-new-entry = New entry without a photo
deed-new-entry-also = write note
deed-go-memories = Go to Memories
deed-go-memories-also = gallery all photos
deed-go-milestones = Go to Milestones
deed-go-milestones-also = firsts story
deed-go-keepsake = Go to the keepsake page
deed-go-keepsake-also = print month pdf
deed-go-inbox = Go to the photos that wait
deed-go-inbox-also = inbox tray new phone folder card approve
deed-go-settings = Go to Settings
deed-go-settings-also = options preferences trash babies
deed-back-up = Back up now
deed-back-up-also = backup drive copy safe disk
deed-take-out = Take everything with you…
deed-take-out-also = export zip folder leave json csv html
deed-bring-in = Bring in what you have…
deed-bring-in-also = import day one google takeout baby buddy merge folder zip
deed-full-screen = Full screen, or a window again
deed-full-screen-also = maximise large
deed-larger = Make everything larger
deed-smaller = Make everything smaller
deed-size-also = zoom text size interface
deed-normal-size = Everything at its normal size
deed-normal-size-also = zoom text size interface 100
deed-night = Night light
deed-night-also = look theme dim warm sleeping
deed-dark = Dark look
deed-dark-also = theme dusk appearance
deed-light = Light look
deed-light-also = theme day bright appearance
deed-like-system = Look like this computer
deed-like-system-also = theme system automatic appearance
deed-keys = Show all keys
deed-keys-also = shortcuts keyboard help
deed-newer = Newer photo
deed-newer-also = previous before
deed-older = Older photo
deed-older-also = next after
deed-newest = The newest photo
deed-newest-also = first
deed-oldest = The oldest photo
deed-oldest-also = last
deed-favourite = Favourite, or no longer
deed-favourite-also = heart love star
deed-edit = Edit photo
deed-edit-also = brighter light colour crop
deed-open-entry = Open entry
deed-open-entry-also = note write words
deed-about = About this photo
deed-about-also = information camera size date
deed-actual-size = Every pixel of the photo (100 %)
deed-actual-size-also = zoom actual size full
deed-fit = All of the photo
deed-fit-also = zoom fit whole
deed-closer = Closer
deed-closer-also = zoom in larger
deed-farther = Farther away
deed-farther-also = zoom out smaller
deed-save-copy = Save a copy…
deed-save-copy-also = export share send file
deed-copy-photo = Copy the photo
deed-copy-photo-also = clipboard share
deed-open-original = Open the original in another program
deed-open-original-also = external app file play film video
deed-show-original = Show the original in its folder
deed-show-original-also = file manager reveal where
deed-undo = Undo
deed-undo-also = back step
deed-redo = Redo
deed-redo-also = forward again step
deed-auto = Good light by itself
deed-auto-also = auto automatic enhance brighter light dark
deed-crop = Crop and straighten…
deed-crop-also = cut level
deed-turn-right = Turn right
deed-turn-right-also = rotate clockwise
deed-turn-left = Turn left
deed-turn-left-also = rotate
deed-mirror = Mirror
deed-mirror-also = flip horizontally left right
deed-flip = Flip over
deed-flip-also = vertically upside down
deed-compare = Hold to see it as taken
deed-split = As taken and edited, side by side
deed-split-also = before after compare split
deed-copy-edits = Copy the edits
deed-paste-edits = Paste the edits
deed-edits-also = light colour look
deed-reset = Reset all edits
deed-reset-also = original as taken remove
deed-keep-crop = Keep this crop
deed-keep-crop-also = done apply
deed-leave-crop = Leave the crop as it was
deed-leave-crop-also = cancel
deed-back = Back
deed-back-also = close done leave

deed-take-photo = Take a photo with the camera
deed-take-photo-also = webcam shoot picture snapshot
deed-shoot = Take the photo, or stop the timer
deed-shoot-also = shutter release shoot
deed-keep-shots = Keep the chosen photos
deed-keep-shots-also = save journal
deed-throw-away = Throw these photos away
deed-throw-away-also = discard remove
deed-timer = Another self-timer
deed-timer-also = seconds countdown
deed-burst = Five photos at once, or one
deed-burst-also = burst series sharpest
deed-stillness = Wait for stillness, or no longer
deed-stillness-also = automatic motion by itself
deed-camera-mirror = Show the picture as in a mirror
deed-camera-mirror-also = flip
deed-quiet = Quiet: everything dim, or as before
deed-quiet-also = night dark silent
