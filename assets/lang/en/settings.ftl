# Settings.

settings-title = Settings
settings-parts = Parts of the settings
settings-part-babies = Babies
settings-part-look = Look
settings-part-language = Language and dates
settings-part-library = Library
settings-part-backup = Backup
settings-part-trash = Recently deleted
settings-part-take-out = Take everything with you
settings-part-folders = Folders to watch
settings-part-bring-in = Bring in what you have
settings-part-merge = Another parent’s journal
settings-part-about = About

settings-appearance = Appearance
settings-appearance-about = Night light is dim and warm, for a room with a sleeping baby in it.
settings-size = Size of everything
settings-smaller = Smaller
settings-larger = Larger
settings-size-back = Back to 100 %
settings-movement = Movement
settings-movement-gentle = Gentle
settings-movement-none = None
settings-movement-about = Pictures fade in and the view glides, briefly. With “None” everything changes at once.
settings-hints = Hints on photos
settings-hints-shown = Shown
settings-hints-hidden = Hidden
settings-hints-about = A short line about the light, from what the camera wrote into the photo and from its pixels. Nothing leaves this computer.

settings-language = Language
settings-language-about = Buttons, messages and pages speak it. What you wrote yourself stays as it is.
settings-clock = Clock
settings-clock-24 = 24 hours
settings-clock-12 = 12 hours
settings-clock-about = Written like this: { $date }, { $time }.
settings-week = The week begins on
settings-week-about = { $day } is the first column of every calendar.

settings-promise = No account, no server of ours: your photos stay on this computer, and go nowhere unless you send them.
settings-licence = Free to use and share under the MIT licence or the Apache licence 2.0, as you choose.

# Babies.
settings-baby-new = A new baby
settings-baby-add = Add a baby…
settings-baby-born = Born on { $date }
settings-baby-due = due on { $date }
settings-baby-shown = shown now
settings-baby-change = Change…
settings-baby-change-name = Change { $name }…
settings-baby-show = Show
settings-baby-show-name = Show { $name }’s journal
settings-baby-birth-missing = Please fill in the day of birth.
settings-baby-name = Name
settings-baby-name-hint = The baby’s name
settings-baby-birth = Birth date
settings-baby-due-date = Due date, if you like
settings-baby-due-about = With a due date, a baby who came early also gets a corrected age.
settings-baby-add-this = Add this baby
settings-baby-save = Save
settings-baby-picture = Picture
settings-baby-choose-picture = Choose a picture…
settings-baby-no-picture = Without this picture

# Library.
settings-library-folder = Folder
settings-library-copy-path = Copy the folder’s path
settings-library-holds =
    { $photos ->
        [one]
            { $babies ->
                [one] { $photos } photo of { $babies } baby
               *[other] { $photos } photo of { $babies } babies
            }
       *[other]
            { $babies ->
                [one] { $photos } photos of { $babies } baby
               *[other] { $photos } photos of { $babies } babies
            }
    }
settings-library-show = Show in folder
settings-library-open = Open another library…
settings-library-whole = Are all photos whole?
settings-library-whole-about = Reads every original and compares it with the fingerprint taken when it came in. Nothing is changed; with many photos it takes a few minutes.
settings-library-check = Check all photos
settings-library-checking = Checking…

# Backup.
settings-backup-none = Your photos and words are on this computer only. Choose a folder on another drive: everything is copied there, and later only what is new.
settings-backup-last = Last backup
settings-backup-last-locked = Last locked backup
settings-backup-passphrase = Its passphrase
settings-backup-passphrase-about = It is remembered until Smilekeep is closed, and never written down.
settings-backup-now = Back up now
settings-backup-working = Working…
settings-backup-check = Check the backup
settings-backup-keep-folder = Keep the folder as it is
settings-backup-another = Another folder…
settings-backup-another-locked = A locked backup in another folder…
settings-backup-lock = Lock it with a passphrase
settings-backup-lock-about = For a drive that others can get at. Without this passphrase nobody, not even we, can open it: write it down and keep it where you keep such things.
settings-backup-new-passphrase = Passphrase: four words or more
settings-backup-once-more = Once more
settings-backup-not-the-same = The two are not the same yet.
settings-backup-choose = Choose a folder…

# Recently deleted.
settings-trash-empty = Nothing here. Entries and milestones you remove wait in this place for 30 days, in case you want them back.
settings-trash-about = Entries and milestones stay here for 30 days. Then they are removed for good.
settings-trash-all = Show all { $count }
settings-trash-when = { $date }, { $time }
settings-trash-put-back = Put back
settings-trash-put-back-all =
    { $count ->
        [one] Put the last one back
       *[other] Put all { $count } back
    }
settings-trash-together = { $count } things removed together
settings-trash-put-back-these =
    { $count ->
        [one] Put the last of them back
       *[other] Put these { $count } back
    }
settings-trash-is-back = Back in place
settings-trash-put-back-milestone = Put back the milestone “{ $title }”
settings-trash-milestone = Milestone of { $date }
settings-trash-put-back-name = Put back the entry of { $date }, { $time }
settings-trash-no-photo = No photo

# Taking everything out.
settings-take-out-about = All photos as they came from the camera, edited copies beside them, and every word: as pages for a browser and tables for a spreadsheet. It opens without Smilekeep.
settings-take-out-folder = As a folder…
settings-take-out-zip = As one zip file…
settings-take-out-zip-name = Smilekeep export.zip
settings-take-out-working = Working…
settings-take-out-done = Taken out to
settings-take-out-show = Show where it is

# Folders to watch.
settings-folders-about = New photos in these folders are offered under “Waiting”. The files themselves are only read: never moved, never changed.
settings-folders-new-only = New ones only
settings-folders-old-too = All that are there
settings-folders-offer = Photos to offer from a new folder
settings-folders-add = Watch a folder…
settings-folders-go-on = Go on
settings-folders-go-on-name = Go on: { $folder }
settings-folders-pause = Pause
settings-folders-pause-name = Pause: { $folder }
settings-folders-remove = Watch no longer
settings-folders-remove-name = Watch no longer: { $folder }
settings-folders-looking =
    { $files ->
        [one] Looking: { $files } file so far.
       *[other] Looking: { $files } files so far.
    }
settings-folders-waiting = Giving new files a moment to be finished.
settings-folders-reading = Reading what is new: { $done } of { $total }.
settings-folders-paused =
    { $offered ->
        [0] Paused; nothing new found yet.
        [one] Paused; { $offered } photo offered so far.
       *[other] Paused; { $offered } photos offered so far.
    }
settings-folders-away =
    { $offered ->
        [0] Not there now; its drive may be away. Nothing new found yet.
        [one] Not there now; its drive may be away. { $offered } photo offered so far.
       *[other] Not there now; its drive may be away. { $offered } photos offered so far.
    }
settings-folders-silent = “{ $folder }” does not answer. It is left out until it does; the other folders are looked through as always.
settings-folders-too-many =
    { $offered ->
        [0] Only the first { $files } files are looked at; nothing new found yet.
        [one] Only the first { $files } files are looked at; { $offered } photo offered so far.
       *[other] Only the first { $files } files are looked at; { $offered } photos offered so far.
    }
settings-folders-empty =
    { $offered ->
        [0] Empty for now; nothing new found yet.
        [one] Empty for now; { $offered } photo offered so far.
       *[other] Empty for now; { $offered } photos offered so far.
    }
settings-folders-seen =
    { $files ->
        [one]
            { $offered ->
                [0] { $files } file; nothing new found yet.
                [one] { $files } file; { $offered } photo offered so far.
               *[other] { $files } file; { $offered } photos offered so far.
            }
       *[other]
            { $offered ->
                [0] { $files } files; nothing new found yet.
                [one] { $files } files; { $offered } photo offered so far.
               *[other] { $files } files; { $offered } photos offered so far.
            }
    }
settings-folders-offered =
    { $offered ->
        [0] Nothing new found yet.
        [one] { $offered } photo offered so far.
       *[other] { $offered } photos offered so far.
    }

# Bringing in.
settings-bring-in-about = An export of Smilekeep, a Day One journal, a Google Takeout, tables of Baby Buddy, or a folder full of photos and films. What is here already is never changed, and the same twice adds nothing.
settings-bring-in-looking = Looking…
settings-bring-in-working = Working…
settings-bring-in-folder = From a folder…
settings-bring-in-file = From a zip or a table…
settings-bring-in-for-whom = For whom?
settings-bring-in-bring = Bring it in
settings-bring-in-not-now = Not now
settings-bring-in-export = A Smilekeep export, with its babies and all it holds
settings-bring-in-day-one = A Day One journal: { $what }
settings-bring-in-takeout = A Google Takeout: { $what }
settings-bring-in-baby-buddy = Tables of Baby Buddy
settings-bring-in-words-only = words only

# Another parent’s journal.
settings-merge-about = Do you both keep a journal? Choose the folder of the other one, or a backup of it. What is in there comes in here: nothing twice, nothing lost. The other one stays as it is, and takes yours in the same way.
settings-merge-choose = Choose the other journal…
settings-merge-other = The other journal
settings-merge-looking = Looking through it…
settings-merge-copying = Its photos are being copied. You can go on meanwhile.
settings-merge-waiting = Its photos are here. The words follow as soon as nothing is being written: leave the entry or page you have open.
settings-merge-writing = Its words are coming in…
settings-merge-same-baby = { $name } is the same baby in both.
settings-merge-other-name = { $name } there is { $here } here.
settings-merge-another-baby = Another baby
settings-merge-who = Who is { $name } there, born on { $born }?
settings-merge-comes = What comes
settings-merge-to-copy =
    { $count ->
        [one] { $count } original to copy, { $megabytes } MB.
       *[other] { $count } originals to copy, { $megabytes } MB.
    }
settings-merge-bring = Bring it in
settings-merge-all-right = All right
settings-merge-not-now = Not now
