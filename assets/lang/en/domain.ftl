# Ages, and what the journal’s values are called.

age-born-today = born today
age-days =
    { $days ->
        [one] { $days } day old
       *[other] { $days } days old
    }
age-weeks =
    { $weeks ->
        [one] { $weeks } week old
       *[other] { $weeks } weeks old
    }
age-weeks-days =
    { $weeks ->
        [one] { $weeks } week
       *[other] { $weeks } weeks
    }, { $days ->
        [one] { $days } day
       *[other] { $days } days
    } old
age-months =
    { $months ->
        [one] { $months } month old
       *[other] { $months } months old
    }
age-months-days =
    { $months ->
        [one] { $months } month
       *[other] { $months } months
    }, { $days ->
        [one] { $days } day
       *[other] { $days } days
    } old
age-years =
    { $years ->
        [one] { $years } year old
       *[other] { $years } years old
    }
age-years-months =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    }, { $months ->
        [one] { $months } month
       *[other] { $months } months
    } old
age-before-birth = before birth

# The age alone, where there is little room.
age-short-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
age-short-weeks =
    { $weeks ->
        [one] { $weeks } week
       *[other] { $weeks } weeks
    }
age-short-weeks-days =
    { $weeks ->
        [one] { $weeks } week
       *[other] { $weeks } weeks
    }, { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
age-short-months =
    { $months ->
        [one] { $months } month
       *[other] { $months } months
    }
age-short-months-days =
    { $months ->
        [one] { $months } month
       *[other] { $months } months
    }, { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
age-short-years =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    }
age-short-years-months =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    }, { $months ->
        [one] { $months } month
       *[other] { $months } months
    }

# Counted from the due date; $age is one of the short ages above.
age-before-due-date =
    { $days ->
        [one] { $days } day before the due date
       *[other] { $days } days before the due date
    }
age-due-date-today = due date today
age-by-due-date = corrected age { $age }

# How old the baby was during a month: from its first day to its last.
age-month-first =
    { $weeks ->
        [0] the first days
        [one] the first week
       *[other] the first { $weeks } weeks
    }
age-month-weeks-span = { $from } to { $to } weeks old
age-month-months-span = { $from } to { $to } months old
age-month-years-span = { $from } to { $to } years old

# The same in a month, for a baby born early. $day is a date without year.
age-month-before-due-date = before the due date
age-month-due-date = due date on { $day }
# One of these is $age in age-by-due-date.
age-month-up-to-weeks =
    { $weeks ->
        [one] up to { $weeks } week
       *[other] up to { $weeks } weeks
    }
age-month-short-weeks-span = { $from } to { $to } weeks
age-month-short-months-span = { $from } to { $to } months
age-month-short-years-span = { $from } to { $to } years

baby-name-missing = Please write the baby’s name.
baby-name-long = That name is longer than { $most } letters. Please shorten it.
baby-due-date-far = The due date is more than five months away from the birth date. Please check both.

hint-flash = Flash fired: window light keeps them asleep.
hint-long-exposure = Long exposure ({ $time }): rest your elbows and it stays crisp.
hint-soft = A little soft: tap on the face before you press, and hold still.
hint-dark = Quite dark: a door left ajar is often light enough, and the editor can lift it.
hint-clipped = Very bright parts: tap on the bright spot, and the camera takes less light.
hint-high-iso = ISO { $iso }, so a little grainy: more light nearby makes it smoother.
hint-decimal-point = .

look-warm-night = Warm night
look-soft = Soft
look-black-and-white = Black and white
look-sepia = Sepia
look-unknown = “{ $text }” is no known look

id-unknown = “{ $text }” is no id. Ids look like 01936b1e-0000-7000-8000-000000000003; “smilekeep list” shows them.
inbox-source-unknown = “{ $text }” is no known source of photos
inbox-state-unknown = “{ $text }” is no known word about a waiting photo
fingerprint-unknown = “{ $text }” is no SHA-256 fingerprint
photo-format-unknown = “{ $text }” is no known photo format
shows-unknown = “{ $text }” is no known kind of picture

paper-us-letter = US Letter
paper-square = Square 21 cm
paper-unknown = “{ $text }” is no known paper. Choose a4, letter, a5, square, 10x15 or 13x18.

milestone-suggestion-smile-asleep = First smile in sleep
milestone-suggestion-smile-at-us = First smile at us
milestone-suggestion-laugh = First laugh
milestone-suggestion-home = Came home
milestone-suggestion-bath = First bath
milestone-suggestion-walk = First walk outside
milestone-suggestion-hands = Found their hands
milestone-suggestion-head = Held their head up
milestone-suggestion-own-bed = Slept in their own bed
milestone-suggestion-grandparents = Met the grandparents
milestone-suggestion-tooth = First tooth
milestone-suggestion-food = First taste of food
milestone-suggestion-rolled = Rolled over
milestone-suggestion-journey = First journey
milestone-title-missing = Please give the milestone a title.
milestone-title-long = That title is longer than { $most } letters. Put the rest into the note.

moment-source-typed-in = set by you
moment-source-camera = from the camera
moment-source-satellite = from the satellites’ time in the photo
moment-source-sidecar = from the photo program’s sidecar file
moment-source-takeout = from Google Photos’ own notes
moment-source-file-name = from the file name
moment-source-file-date = from the file date, please check
moment-source-added = when it was added, please check
moment-source-unknown = “{ $text }” is no known source of a moment

month-unknown = “{ $text }” is not a month. Write it as year and month, for example 2026-11.

preset-name-missing = Please give the preset a name.
preset-name-long = The name is longer than { $most } letters.

sleep-active = Asleep, active-looking
sleep-quiet = Asleep, quiet
sleep-drowsy = Drowsy
sleep-awake = Awake
sleep-unknown = “{ $text }” is no sleep state. Choose one of: { $known }.
smile-spontaneous = Spontaneous
smile-social = Social
smile-unsure = Unsure
smile-unknown = “{ $text }” is no kind of smile. Choose one of: { $known }.
strength-subtle = Subtle
strength-pronounced = Pronounced
strength-unknown = “{ $text }” is no smile strength. Choose one of: { $known }.

tag-suggestion-feed = after a feed
tag-suggestion-voice = voice
tag-suggestion-touch = touch
tag-suggestion-sound = sound
tag-suggestion-diaper = fresh diaper
tag-suggestion-held = being held
tag-suggestion-waking = just before waking
tag-suggestion-music = music
tag-suggestion-bath = bath
tag-suggestion-outdoors = outdoors
# Fields for a day and a time.

date-field-hint = such as { $date }
date-field-pick = Pick the day for “{ $label }”
date-field-calendar = Calendar for “{ $label }”
time-field-hint = 3:10, or last night 2am
time-field-morning = { $time }, in the morning
time-field-afternoon = { $time }, in the afternoon
time-field-evening = { $time }, in the evening
time-field-night = { $time }, at night

date-slip-year-short = Please write the year with four digits, for example { $date }.
date-slip-either = That could be { $one } or { $other }. Please write the month in letters.
date-slip-unclear = Please write the date like { $date } or 2026-11-03.
date-slip-year = Please check the year { $year }, and write it with four digits.
date-slip-no-day = There is no such day. Please check the day and the month.
time-slip-unclear = Please write the time like 3:10 or 3:10 pm.
time-slip-range = A day has hours 0 to 23 and minutes 0 to 59.
time-slip-spoken = Please write the time like 3:10, 3 pm, last night 2am or yesterday 14:00.
# Files that could not be read or written. $action is what was tried.
storage-failed =
    { $action ->
        [read] could not read “{ $path }”: { $cause }
        [write] could not write “{ $path }”: { $cause }
        [list] could not list “{ $path }”: { $cause }
        [lock] could not lock “{ $path }”: { $cause }
        [protect] could not protect “{ $path }”: { $cause }
        [remove] could not remove “{ $path }”: { $cause }
        [create-folder] could not create the folder “{ $path }”: { $cause }
        [save-folder] could not save the folder “{ $path }”: { $cause }
        [set-aside] could not set aside “{ $path }”: { $cause }
       *[write-into] could not write into “{ $path }”: { $cause }
    }
storage-disk-full = the disk is full
storage-read-only = the disk is read-only
storage-not-allowed = you are not allowed to
storage-missing = it is not there
storage-already-there = it is already there
storage-not-a-file = it is not an ordinary file
storage-too-large = it is too large

# The journal’s database.
store-not-upgraded = the journal could not be brought up to date: { $cause }
store-bad-value = a stored value could not be read ({ $place }): { $reason }
store-copy-damaged = the copy of the journal is damaged ({ $reason })
store-sqlite-old = this build carries SQLite { $version }, which can lose data; 3.51.3 or newer is needed
store-disk-full = The disk is full. Free some space and try again; everything saved before is safe.
store-read-only = The journal cannot be written: its folder or drive is read-only or gone.
store-busy = The journal is busy in another program. Close that one and try again.
store-damaged = The journal file is damaged; your photos are untouched. It can be put together again from its copies: choose “Repair the journal” in the window, or run: smilekeep repair.
store-drive-error = The drive with the journal reported an error. Check the drive and try again.
store-failed = The journal could not be read or written ({ $error }).
store-version = its version is { $version }
store-bytes-in-words = it holds bytes among its words
store-no-path = { $kind } is no path
watch-kind-unknown = “{ $text }” is no kind of folder
watch-state-unknown = “{ $text }” says nothing about a file
merge-two-babies = Two babies of the other journal cannot be one and the same here. Choose again.
merge-changed = The journal was changed meanwhile. Try again.
merge-cancelled = Stopped. What was brought so far is kept, and the next time it goes on from there.
library-newer = This library was made by a newer Smilekeep. You can look at everything; to add or change, update this program.
library-read-only = This library’s folder cannot be written. You can look at everything; to add or change, make the folder or drive writable and start again.
library-missing = The library folder “{ $path }” is not there. If it is on a drive, plug it in and try again; or choose another folder.
library-not-a-folder = “{ $path }” is a file, not a folder. Choose the library’s folder.
library-not-a-library = “{ $path }” is not a Smilekeep library. Choose a library’s folder, or an empty folder for a new one.
library-journal-missing = The library “{ $path }” has lost its journal (journal.sqlite). Your photos are still in its photos folder. It can be put together again from its copies: choose “Repair the journal” in the window, or run: smilekeep repair.
library-newer-no-repair = The library “{ $path }” was made by a newer Smilekeep. There is nothing to repair; update this program.
library-in-use = The library “{ $path }” is already open in another Smilekeep window. Close that one first.
library-journal-failed = The journal of “{ $path }” could not be opened. { $reason }
library-not-prepared = The library could not be prepared: { $cause }.
store-not-found =
    { $what ->
        [baby] this baby is no longer in the journal
       *[entry] this entry is no longer in the journal
        [folder] this folder is no longer in the journal
        [milestone] this milestone is no longer in the journal
        [photo] this photo is no longer in the journal
        [preset] this preset is no longer in the journal
        [earlier-note] this earlier note is no longer in the journal
        [waiting-photo] this waiting photo is no longer in the journal
    }
