# Backups, checks, healing, merging, exports and imports.

# “photos, entries” and “milestones”
archive-list = { $first } and { $last }

# What is wrong with an original, as it stands after its name and a colon.

archive-original-damaged = its original has been damaged
archive-original-missing = its original is missing
archive-original-unreadable = its original cannot be read

# Are all photos whole?

archive-verify-missing = { $name }: its original is missing (“{ $path }”). Add the photo again, from the phone or a backup, and it is healed.
archive-verify-changed = { $name }: its original has been damaged (“{ $path }”). Add the photo again, from the phone or a backup, and it is healed.
archive-verify-unreadable = { $name }: its original could not be read ({ $reason }). Check the drive.
archive-verify-orphan = “{ $path }” is a photo without an entry. It gets one at the next start of the window.
archive-verify-leftover = “{ $path }” was never finished. It is removed at the next start of the window.
archive-verify-journal = The journal file is damaged ({ $reason }). Restore it from a backup.

archive-heal-missing = { $name }: its original is missing. The backup in “{ $backup }” has it whole.
archive-heal-changed = { $name }: its original has been damaged. The backup in “{ $backup }” has it whole.
archive-heal-unreadable = { $name }: its original could not be read ({ $reason }). The backup in “{ $backup }” has it whole.
archive-heal-copy-damaged = the copy in the backup is damaged too
archive-heal-failed = { $name } could not be put back: { $reason }.

# Backups.

archive-backup-not-empty = “{ $path }” holds other things. Choose an empty folder, or the folder of an earlier backup.
archive-backup-inside-library = A backup inside the library would be lost with it. Choose a folder on another drive.
archive-backup-of-another = “{ $path }” is the backup of another library. Choose another folder, so that both are kept.
archive-backup-none = “{ $path }” is not a Smilekeep backup, or its first backup was never finished.
archive-backup-newer = This backup was made by a newer Smilekeep. Update this program to use it.
archive-backup-locked = The backup in “{ $path }” is locked. Take it back into a folder of its own first (with its passphrase), and use that folder here.
archive-backup-not-locked = “{ $path }” holds a backup without a passphrase. Choose another folder for the locked one.
archive-backup-wrong-passphrase = That is not the passphrase of this backup. Nothing was changed; try again.
archive-backup-short-passphrase = That passphrase is too short to keep anybody out. Take four words or more that nobody would guess.
archive-backup-cancelled = Stopped. What was copied so far is kept, and the next backup goes on from there.
archive-backup-not-whole = This backup is not whole: { $findings }.
archive-backup-and-more = { $findings }; and { $count } more
# Findings: no full stop at the end.
archive-backup-missing = { $name } is missing
archive-backup-damaged = { $name } is damaged
archive-backup-unreadable = { $name } could not be read ({ $reason })
archive-backup-no-name = “{ $name }” is no photo’s name
archive-backup-list-unreadable = its list of contents cannot be read ({ $reason })
archive-backup-journal-outside = the list of contents names a journal outside the backup
archive-backup-no-id = the library does not say its id
archive-locked-unreadable = “{ $name }” in “{ $place }” could not be read ({ $reason }). Check the drive or the connection and try again.
archive-locked-key-damaged = its key (key.age, key-copy.age) is damaged
archive-locked-damaged-because = { $name } is damaged ({ $reason })
archive-locked-not-written = What was in “{ $name }” could not be written ({ $reason }). Free some space and try again.
# In brackets, after “its list of contents cannot be read”.
archive-locked-list-missing = missing

# Another parent’s journal.

archive-merge-itself = “{ $path }” is this very library. Choose the folder of the other one.
archive-merge-newer = “{ $path }” was made by a newer Smilekeep. Update this program, then try again.
archive-merge-theirs = The journal in “{ $path }” could not be read. { $sentence }
archive-merge-version-0 = its version is 0
archive-merge-not-copied = { $name }: { $reason }. Its place is kept; add the photo again, or merge again once it is whole there
archive-merge-nothing = Everything of the other journal is here already.
archive-merge-new = New: { $list }.
archive-merge-changed = Newer over there: { $list }.
archive-merge-joined = The same in both, and one from now on: { $list }.
archive-merge-trashed = Removed over there, and here in the trash: { $list }.
archive-merge-kept-both =
    { $count ->
        [one] You both changed one thing: the later words are shown, the others are kept under “Earlier words”.
       *[other] You both changed { $count } things: the later words are shown, the others are kept under “Earlier words”.
    }
archive-merge-babies =
    { $count ->
        [one] { $count } baby
       *[other] { $count } babies
    }
archive-merge-entries =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
archive-merge-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
archive-merge-edited-photos =
    { $count ->
        [one] { $count } edited photo
       *[other] { $count } edited photos
    }
archive-merge-milestones =
    { $count ->
        [one] { $count } milestone
       *[other] { $count } milestones
    }
archive-merge-presets =
    { $count ->
        [one] { $count } preset
       *[other] { $count } presets
    }
archive-merge-pages =
    { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }

# Taking everything out.

archive-export-not-empty = “{ $path }” holds other things already. Choose an empty folder, or a new name.
archive-export-taken = “{ $path }” is there already. Choose another name.
archive-export-inside-library = An export inside the library would mix with it. Choose a folder elsewhere.
archive-export-stopped-folder = Stopped. What was written so far is in “{ $path }”, marked as not finished; an export to the same folder goes on from there.
archive-export-stopped-zip = Stopped. No file was left behind.
archive-export-not-written = The export could not be written: { $cause }.
archive-export-unsound = The export could not be put together ({ $cause }).
archive-export-left-out = { $name }: { $reason }. Add the photo again, from the phone or a backup, then export once more.
archive-export-no-edited = { $name }: no copy with its edits could be made ({ $reason }). Its original is there.
archive-export-no-picture = { $name }: no picture for the pages could be made ({ $reason }). Its original is there.
# Stands in a file of the unfinished export.
archive-export-note = This export was not finished: photos or words are missing.
archive-export-note-again = Export to this folder again, and it goes on from here. This note goes when everything is there.

# The pages of an export.

archive-page-title = Sleep smiles
archive-page-title-one = { $name }’s sleep smiles
archive-page-title-many = The sleep smiles of { $names } and { $last }
archive-page-counts = { $entries }, { $photos }, { $milestones }. Written on { $day }.
archive-page-entries =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
archive-page-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
archive-page-milestones =
    { $count ->
        [one] { $count } milestone
       *[other] { $count } milestones
    }
archive-page-milestones-by-age =
    { $count ->
        [one] { $count } milestone
       *[other] { $count } milestones by age
    }
archive-page-seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
archive-page-months = Month by month
archive-page-all-months = All months
archive-page-milestones-title = Milestones
archive-page-milestone = Milestone
archive-page-favourite = Favourite
archive-page-kind =
    { $kind ->
        [spontaneous] Spontaneous smile
        [social] Social smile
       *[unsure] Unsure smile
    }
archive-page-lost = { $name }: the original was damaged or missing
archive-page-about = What is in this folder
archive-page-about-originals = Every photo as it came from the camera, bit for bit, by year and month.
archive-page-about-edited = Copies of the photos you edited, with your edits, as JPEG.
archive-page-about-entries = All entries as a table for any spreadsheet.
archive-page-about-milestones = All milestones as a table.
archive-page-about-journal = Everything that was written, for programs. Smilekeep brings it all back in from this folder.

# Bringing things in.

archive-kind-export = a Smilekeep export
archive-kind-day-one = a Day One journal
archive-kind-takeout = a Google Takeout
archive-kind-baby-buddy = a set of Baby Buddy tables
archive-kind-photos = a folder of photos and films
archive-import-broken-zip = “{ $path }” is no zip archive that can be read ({ $reason }). Download or copy it again.
archive-zip-no-end = its end is missing
archive-zip-end-damaged = its end is damaged
archive-zip-list-damaged = its list of contents is damaged
archive-zip-two-ends = it has two ends
archive-import-too-many = “{ $path }” holds more than { $count } files, more than any diary. Unpack it and bring its folders in one by one.
archive-import-bomb = “{ $path }” unfolds without end: it was made to do harm. It was put down again.
archive-import-nothing = “{ $path }” holds nothing to bring in: no photos, no films, no Smilekeep export, no Day One journal, no Baby Buddy table.
archive-import-all-left-out = “{ $path }” holds nothing that can be brought in: { $first }
archive-import-archives = “{ $path }” holds zip archives. Choose one of them, or unpack them all into this folder first.
archive-import-unfinished = The export in “{ $path }” was never finished. Export once more to the same folder, then bring it in.
archive-import-newer = This export was made by a newer Smilekeep. Update this program to bring it in.
archive-import-words = “{ $name }” cannot be read: { $reason }. Export it again where it came from.
archive-import-no-export = it is no Smilekeep export
archive-import-no-date = it names a date no diary can have
archive-import-tags = an entry has more tags than anyone gives
archive-import-no-table = it is no table of Baby Buddy
archive-import-day-one-entry = Entry { $number } of “{ $name }” has no id or date that can be read.
archive-import-row = Row { $row } of “{ $name }” cannot be read ({ $reason }).
archive-import-row-no-time = Row { $row } of “{ $name }” has no time that can be read.
archive-import-more = … and more like these.
archive-import-library = “{ $name }” is a library of Smilekeep or its backup: open or restore it, export it, and bring in the export.
archive-import-link = “{ $name }” is a link to somewhere else; it was not followed.
archive-import-too-deep = “{ $name }” lies too deep; it was not looked into.
archive-import-twice = { $count } of the files in this archive have the name of another one; only one of each name can be read.
archive-import-not-found = A file in this archive cannot be found ({ $reason }).
archive-import-not-unpacked = “{ $name }” cannot be unpacked.
archive-import-not-unpacked-because = “{ $name }” cannot be unpacked ({ $reason }).
archive-import-file-bomb = “{ $name }” unfolds without end, so it was left out.
archive-import-file-lies = “{ $name }” is not as long as its archive says; it was left out.
archive-import-file-unreadable = “{ $name }” cannot be read ({ $reason }).
archive-import-file-long = “{ $name }” is longer than { $megabytes } MB; it was left out.
archive-left-out-outside = “{ $name }” points to a place outside of the archive; it was left out.
archive-left-out-backslash = “{ $name }” has a backslash in its name; it was left out.
archive-left-out-long-name = “{ $name }” has a name longer than any disk takes; it was left out.
archive-left-out-odd-name = “{ $name }” has no proper name; it was left out.
archive-left-out-no-file = “{ $name }” is a link or a device, no file; it was left out.
archive-left-out-password = “{ $name }” is locked with a password; it was left out.
