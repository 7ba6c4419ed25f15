# What the program says of its own work: notices, tasks, reports.

# Tasks under way.
task-exporting = Taking everything out
task-looking = Looking at what is there
task-bringing-in = Bringing in
task-good-light = Looking for good light
task-keeping-photos = Keeping photos
task-adding-photos = Adding photos
task-adding-picture = Adding the picture
task-backing-up = Backing up
task-taking-back = Bringing the backup back
task-checking-backup = Checking the backup
task-checking-library = Checking the library
task-putting-back = Putting photos back
task-book = Making the book
task-copying-photo = Copying the photo
task-saving-copy = Saving a copy
task-saving-copies = Saving copies
task-saving-film = Saving the film
task-saving-page = Saving the page
task-printing-page = Printing the page
task-printers = Looking for printers
task-tray = Looking after the tray
task-journal = Looking after the journal
task-library = Looking after the library
task-merge-looking = Looking at the other journal
task-merge-photos = Bringing their photos
task-merge-words = Bringing their words

# The window is to close while work goes on, and the start after that.
closing-adding = { $kept } of { $total } photos are in the journal.
closing-work = “{ $task }” is not finished.
closing-again = Close the window once more to stop here.
closing-again-adding = Close the window once more to stop here; what is in stays.
adding-left-over = Adding photos was cut short last time: { $kept } of { $total } came in. Add them again to have the rest; what is in is not taken twice.

# Said by more than one part.
app-undo = Undo
app-undo-this = Undo this
app-no-threads = The system gave no more threads ({ $error }). Close other programs and try again.
app-broken = Something went wrong inside the program ({ $words }). Nothing saved was lost.
app-photo-gone = This photo is no longer in the journal.
app-film-gone = This film is no longer in the journal.
app-no-baby-photos = There is no baby in this journal yet. Add one first, then the photos.
app-no-baby-entry = There is no baby in this journal yet. Add one first, then the entry.
app-no-baby-milestone = There is no baby in this journal yet. Add one first, then the milestone.
app-words-coming = One moment: the other journal’s words are just coming in.
app-change-unsaved = Your last change could not be saved. Free some space or make the library writable, then try again.
save-saved = Saved
save-saving = Saving…
save-failed = Not saved

# Everything out, and something in.
export-done = Everything is in “{ $path }”.
export-damaged = Taken out, but for what is damaged here

# Backup.
backup-locked = The backup is locked. Write its passphrase here.
backup-damaged = Backed up, but for what is damaged here
backup-whole =
    { $count ->
        [one] The photo and all words in the backup are whole
       *[other] All { $count } photos and all words in the backup are whole
    }
backup-not-whole = The backup is not whole; “Back up now” mends it
backup-now = Back up now
backup-choose-folder = Choose a folder
backup-reminder = The last backup was made { $days } days ago. Is the drive at hand?
backup-never = Your photos are on this computer only. A second drive would keep them safe.
backup-done-words = Backed up. All photos were there already; the words are new.
backup-done =
    { $count ->
        [one] Backed up, with one new photo.
       *[other] Backed up, with { $count } new photos.
    }

# Pages and books.
page-not-ready = The page is not ready yet.
page-stopped = Stopped. No page was saved.
page-not-saved = The page was not saved: { $error }. Choose another folder and try again.
page-not-printed = The page was not printed: { $error }.
page-saved = Saved as “{ $path }”.
saved-show-in-folder = Show in folder
page-printed = The page is on its way to the printer.
book-stopped = Stopped. No book was saved.
book-not-saved = The book was not saved: { $error }. Choose another folder and try again.

# The camera.
camera-full = There are as many photos as can wait. Keep them, or throw them away, then take more.
camera-full-watching = There are as many photos as can wait, so no more are taken. Keep them, or throw them away.
camera-photo-name = Camera { $time }
camera-photo-name-burst = Camera { $time } { $number }
camera-thrown-away =
    { $count ->
        [one] { $count } photo thrown away.
       *[other] { $count } photos thrown away.
    }
camera-bring-back = Bring back
camera-drawn = Drawn camera
camera-timer-off = Timer off
camera-timer-3 = 3 seconds
camera-timer-10 = 10 seconds
camera-unnamed = The camera
camera-nonsense = it told something that makes no sense

# Photos coming in.
added-already = “{ $name }” is already in the journal.
added-photos =
    { $photos ->
        [one] { $photos } photo added.
       *[other] { $photos } photos added.
    }
added-films =
    { $films ->
        [one] { $films } film added.
       *[other] { $films } films added.
    }
added-both =
    { $photos ->
        [one] { $photos } photo
       *[other] { $photos } photos
    } and { $films ->
        [one] { $films } film
       *[other] { $films } films
    } added.
adding-refused = { $count } could not be added. { $name }
adding-megabytes = { $name }, { $copied } of { $of } MB

# Copies for others.
copy-picture-failed = “{ $name }” could not be copied: its original cannot be read right now.
copy-not-made = No copy of “{ $name }” could be made: { $error }.
copy-not-saved = No copy was saved: { $error }. Choose another folder.
copy-of-not-saved = No copy of “{ $name }” was saved: { $error }.
copy-saved = Saved a copy as “{ $path }”.
film-megabytes = { $name }, in MB
film-saved = The film is saved as “{ $path }”.
film-saved-place = The film is saved as “{ $path }”. Its camera wrote more beside the pictures than could be looked through; it may still tell where you were.
film-stopped = The film was not saved: you stopped it.
copies-saved =
    { $count ->
        [0] No copy is in “{ $folder }”.
        [one] { $count } copy is in “{ $folder }”.
       *[other] { $count } copies are in “{ $folder }”.
    }
copies-saved-stopped =
    { $count ->
        [0] No copy is in “{ $folder }”. The others were not asked for any more.
        [one] { $count } copy is in “{ $folder }”. The others were not asked for any more.
       *[other] { $count } copies are in “{ $folder }”. The others were not asked for any more.
    }
copies-saved-heading =
    { $count ->
        [0] No copy is in “{ $folder }”
        [one] { $count } copy is in “{ $folder }”
       *[other] { $count } copies are in “{ $folder }”
    }

# Entries, milestones and edits.
editor-no-films = A film is kept as it was taken. Only photos can be edited here.
entry-trashed = The entry is in the trash. It stays there for 30 days.
milestone-trashed = The milestone is in the trash.
milestone-untitled = A day to remember

# Checking every original.
check-stopped = The check was stopped before its end
check-no-photos = There are no photos to check yet
check-whole =
    { $count ->
        [one] The photo is whole
       *[other] All { $count } photos are whole
    }
check-needs-help = Some things need your help
healed =
    { $count ->
        [one] The photo is whole again.
       *[other] { $count } photos are whole again.
    }
healed-nothing = Nothing could be put back

# What waits, and the folders that bring it.
watch-no-settings = Folders cannot be watched here: this computer gives Smilekeep no place for its settings.
watch-failed = Folders cannot be watched. { $reason }
watch-begun = Watching “{ $label }”. New photos in it are offered under “Waiting”.
watch-not-readable = “{ $path }” cannot be watched: { $error }.
watch-is-file = “{ $path }” is a file, not a folder. Choose the folder that photos come to.
tray-failed = The tray could not be looked after. { $reason }
tray-declined =
    { $count ->
        [one] { $count } photo set aside. It is not asked about again.
       *[other] { $count } photos set aside. They are not asked about again.
    }
tray-from-folder = a folder
tray-from-phone = Phone

# The library.
library-still-so = Tried again just now. It is still so.
settings-not-kept = Your settings could not be kept: { $error }.
library-adopted =
    { $count ->
        [one] A photo from an interrupted start was found and put into the journal.
       *[other] { $count } photos from an interrupted start were found and put into the journal.
    }
library-other = “{ $path }” holds another library than last time. If yours is on a drive, check that the right one is plugged in.
originals-back = All photos are there again.
originals-only-one = Your photo’s original is not there at the moment. If it is on a drive, plug it in; nothing was removed.
originals-all = None of your photos’ originals is there at the moment. If they are on a drive, plug it in; nothing was removed.
originals-some =
    { $count ->
        [one] The original of one photo is not there at the moment. It is marked, and nothing was removed.
       *[other] The originals of { $count } photos are not there at the moment. They are marked, and nothing was removed.
    }

# A broken journal put together again.
repair-no-copy-today = Today’s copy of the journal could not be made. { $reason }
repair-stopped = The repair stopped: { $words }.
repair-set-aside = The broken file is still in the folder, set aside.
repair-no-copy = There was no copy of the journal. Your photos are being put into a new one.
repair-copy = The journal is back as it was on { $day }.
repair-everything = The journal is back, with everything that was written.
repair-few-lost = The journal is back; a few lines of its log could not be read.
crash-notice = Smilekeep closed by itself last time. What you had written is safe. What happened was written down, on this computer only.
crash-show = Show it

# Another parent’s journal.
merge-done = The other journal is in here now
merge-done-but = The other journal is in here now, but for some originals

# Baby monitors and phones.
netcam-photo-name = Baby monitor { $time }.jpg
netcam-unreadable = The camera’s picture cannot be read: { $error }. Try once more.
phone-broken = Something went wrong inside the program ({ $words }). What came before is safe.
phone-no-network = This computer is in no home network right now. Connect it to the Wi-Fi that the phone uses, then try again.
watch-scan-failed = A watched folder could not be looked through. { $reason }
watch-scan-broken = A watched folder could not be looked through ({ $words }). Your photos are as they were.

# One thing done to many photos.
many-put-back = { $count } things are back in their places.
many-taken-back = All is as it was before.
many-taken-back-but =
    { $count ->
        [one] All is as it was before, except for one entry that you changed since.
       *[other] All is as it was before, except for { $count } entries that you changed since.
    }
many-favourites-already = These are favourites already.
many-no-favourites = None of these is a favourite.
many-tagged-already = These have the tag “{ $tag }” already.
many-nothing = Nothing had to be changed.
many-favourites =
    { $count ->
        [one] { $count } entry is a favourite now.
       *[other] { $count } entries are favourites now.
    }
many-favourites-no-more =
    { $count ->
        [one] { $count } entry is no favourite any more.
       *[other] { $count } entries are no favourites any more.
    }
many-tagged =
    { $count ->
        [one] { $count } entry has the tag “{ $tag }” now.
       *[other] { $count } entries have the tag “{ $tag }” now.
    }
many-moved =
    { $count ->
        [one] { $count } entry is in the other journal now.
       *[other] { $count } entries are in the other journal now.
    }
many-shifted =
    { $count ->
        [one] The time of { $count } entry is corrected.
       *[other] The times of { $count } entries are corrected.
    }
many-trashed =
    { $count ->
        [one] { $count } entry is in the trash.
       *[other] { $count } entries are in the trash.
    }
many-parted =
    { $photos ->
        [one] { $photos } photo is
       *[other] { $photos } photos are
    } in the trash; { $entries ->
        [one] the entry keeps the others.
       *[other] { $entries } entries keep the others.
    }

# Edits given to other photos, and presets. $whose is entry, night or selected.
tone-copied = Light, colour and look are copied. Open another photo and paste them.
tone-copied-selected = Light, colour and look are copied. Select photos and paste them.
tone-none = No edits are copied yet. Open a photo whose look you like and copy its edits first.
tone-none-selected = No edits are copied yet. Select one photo whose look you like and copy its edits first.
tone-alike =
    { $whose ->
        [entry] The other photos of this entry look like this already.
        [night] The other photos of this night look like this already.
       *[selected] The other photos of those you selected look like this already.
    }
tone-given =
    { $count ->
        [one] { $whose ->
            [entry] One other photo of this entry has this light, colour and look now.
            [night] One other photo of this night has this light, colour and look now.
           *[selected] One other photo of those you selected has this light, colour and look now.
        }
       *[other] { $whose ->
            [entry] { $count } other photos of this entry have this light, colour and look now.
            [night] { $count } other photos of this night have this light, colour and look now.
           *[selected] { $count } other photos of those you selected have this light, colour and look now.
        }
    }
tone-restored = The photos look as they did before.
tone-restored-but =
    { $count ->
        [one] The photos look as they did before, except for one that you changed since.
       *[other] The photos look as they did before, except for { $count } that you changed since.
    }
preset-kept = “{ $name }” is kept as a preset.
preset-replaced = The preset “{ $name }” holds this look now.
preset-removed = The preset “{ $name }” is removed. Photos stay as they are.

# What was brought in from elsewhere.
bring-in-no-baby = This is { $what }: say for which baby it is. If there is none in this journal yet, add the baby first.
bring-in-stopped = it was stopped
bring-in-videos =
    { $count ->
        [one] One video of a kind that cannot be read (such as AVI or MKV) was left out. Save it as an MP4 film and add that.
       *[other] { $count } videos of kinds that cannot be read (such as AVI or MKV) were left out. Save them as MP4 films and add those.
    }
brought-films =
    { $count ->
        [one] { $count } film
       *[other] { $count } films
    }
brought-babies =
    { $count ->
        [one] { $count } baby
       *[other] { $count } babies
    }
brought-entries =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
brought-milestones =
    { $count ->
        [one] { $count } milestone
       *[other] { $count } milestones
    }
brought-pages =
    { $count ->
        [one] { $count } monthly page
       *[other] { $count } monthly pages
    }
brought-presets =
    { $count ->
        [one] { $count } preset
       *[other] { $count } presets
    }
brought = Brought in { $what }
would-bring = Would bring in { $what }
brought-nothing = Nothing was brought in
brought-all-here = Everything is here already
bring-in-strangers = { $count } rows are about “{ $name }”, who is not in this journal.
bring-in-before-birth = { $count } of them are dated before the birth.
bring-in-left-out =
    { $what ->
        [child] { $count ->
            [one] { $count } child was left out: there is no place for it in this journal.
           *[other] { $count } children were left out: there is no place for them in this journal.
        }
        [nappy] { $count ->
            [one] { $count } nappy change was left out: there is no place for it in this journal.
           *[other] { $count } nappy changes were left out: there is no place for them in this journal.
        }
        [feed] { $count ->
            [one] { $count } feed was left out: there is no place for it in this journal.
           *[other] { $count } feeds were left out: there is no place for them in this journal.
        }
        [temperature] { $count ->
            [one] { $count } temperature was left out: there is no place for it in this journal.
           *[other] { $count } temperatures were left out: there is no place for them in this journal.
        }
        [measurement] { $count ->
            [one] { $count } measurement was left out: there is no place for it in this journal.
           *[other] { $count } measurements were left out: there is no place for them in this journal.
        }
        [pumping] { $count ->
            [one] { $count } pumping was left out: there is no place for it in this journal.
           *[other] { $count } pumpings were left out: there is no place for them in this journal.
        }
        [sleep] { $count ->
            [one] { $count } sleep without words was left out: there is no place for it in this journal.
           *[other] { $count } sleeps without words were left out: there is no place for them in this journal.
        }
        [tummy] { $count ->
            [one] { $count } tummy time without milestone was left out: there is no place for it in this journal.
           *[other] { $count } tummy times without milestone were left out: there is no place for them in this journal.
        }
       *[note] { $count ->
            [one] { $count } empty note was left out: there is no place for it in this journal.
           *[other] { $count } empty notes were left out: there is no place for them in this journal.
        }
    }
bring-in-day-one-others =
    { $count ->
        [one] { $count } recording or document was left out: this journal keeps words, photos and films.
       *[other] { $count } recordings or documents were left out: this journal keeps words, photos and films.
    }
bring-in-day-one-photo = “{ $name }” is not among the journal’s photos and films.
bring-in-file-missing = { $name }: its file is missing in the export.
bring-in-was-damaged = { $name }: it was damaged or missing when the export was made.
bring-in-baby-refused = A baby: { $reason }
bring-in-preset-refused = A preset: { $reason }
bring-in-page-refused = A monthly page: { $reason }
bring-in-entry-no-baby = The entry of { $moment }: its baby is not in the export.
bring-in-milestone-no-baby = The milestone “{ $title }”: its baby is not in the export.
bring-in-milestone-refused = The milestone “{ $title }”: { $reason }
bring-in-too-early =
    { $count ->
        [one] { $count } photo or film from long before the birth was left out. Add it by hand if you want it.
       *[other] { $count } photos and films from long before the birth were left out. Add those you want by hand.
    }
bring-in-binned =
    { $count ->
        [one] { $count } photo or film was in Google’s bin and was left out.
       *[other] { $count } photos and films were in Google’s bin and were left out.
    }
bring-in-photo-before-birth = { $name } is dated before the birth; the camera’s clock may have been wrong.
bring-in-ends-early = { $name } came in, but the end of its file is missing.
bring-in-child-number = child { $id }
bring-in-nobody = nobody

app-no-reason = no reason given
