# The gallery.

gallery-title = Memories
gallery-entries =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
# So many of all are shown; also the place of a photo in a slideshow.
gallery-of = { $count } of { $all }
gallery-level-years = Years
gallery-level-months = Months
gallery-level-days = Days
gallery-larger = Larger pictures
gallery-smaller = Smaller pictures
gallery-slideshow = Slideshow
gallery-select = Select several

# Photos that are being added.
gallery-arrivals = On their way in
gallery-arrival = On its way in: { $name }

# Nothing to show.
gallery-nothing-found = Nothing with “{ $words }” yet
gallery-nothing-found-about = Notes, tags, milestones and the names of photo files were searched. Try fewer or shorter words: the beginning of a word is enough.
gallery-nothing-among = Nothing with “{ $words }” among these
gallery-nothing-among-about = Take one of the filters away, or try fewer words.
gallery-nothing-like-that = No memory like that yet
gallery-nothing-like-that-about = Take one of the filters away to see more.
gallery-show-all = Show all memories
gallery-nothing-here = Nothing here yet
gallery-nothing-here-about = This library has no entries, and it can only be looked at.
gallery-first = Drop the first smile here
gallery-first-about = Drag photos of the baby onto this window, paste them, or choose them. Each becomes an entry; the originals are never changed.
gallery-first-about-named = Drag photos of { $name } onto this window, paste them, or choose them. Each becomes an entry; the originals are never changed.
gallery-first-choose = Choose photos…
gallery-first-phone = Send them from a phone…
gallery-first-words = Write an entry without a photo

# Search and filters.
gallery-search = Search…
gallery-search-name = Search notes, tags, milestones and file names
gallery-filter = Filter
gallery-filter-baby = Baby
gallery-filter-only = Only
gallery-filter-favourites = Favourites
gallery-filter-milestone = With a milestone
gallery-filter-note = With a note
gallery-filter-edited = Edited photos
gallery-filter-state = How awake
gallery-filter-kind = Kind of smile
gallery-filter-from = From
gallery-filter-to = Up to
gallery-filter-none = Take all filters away
gallery-chip-remove = Take the filter away: { $words }
gallery-chip-words = “{ $words }”
gallery-chip-days = { $from } – { $to }
gallery-chip-from = From { $day }
gallery-chip-to = Up to { $day }

# Photos, entries and their days.
gallery-away = The original of this photo is not there at the moment. If it is on a drive, plug it in; it comes back by itself.
gallery-photo-name = Photo, { $date }, { $time }
gallery-film-name = Film, { $date }, { $time }
gallery-film-name-length = Film of { $length }, { $date }, { $time }
# Behind one of the three above.
gallery-name-favourite = { $name }, favourite
gallery-entry-no-words = No words yet
gallery-entry-name = Entry, { $date }: { $words }
gallery-hit-name =
    { $kind ->
        [photo] Photo, { $when }: { $words }
       *[entry] Entry, { $when }: { $words }
    }
gallery-when = { $date }, { $time }
gallery-when-age = { $date }, { $time } · { $age }
gallery-day-age = { $day } · { $age }

# Rows to look back at.
gallery-back-day = On this day
gallery-back-week =
    { $weeks ->
        [0] This week of life: the first days
        [one] This week of life: { $weeks } week old
       *[other] This week of life: { $weeks } weeks old
    }
gallery-back-months =
    { $count ->
        [one] { $count } month ago
       *[other] { $count } months ago
    }
gallery-back-years =
    { $count ->
        [one] { $count } year ago
       *[other] { $count } years ago
    }
# $when is one of the two above, or a baby’s name; $photo is the photo’s name.
gallery-back-photo = { $when }: { $photo }

# The line at the right edge that scrolls.
gallery-time-line = Time line
gallery-time-line-at = { $when }, { $age }

# Choosing photos.
gallery-select-title = Choose photos or entries
gallery-select-all = Choose all
gallery-select-end = Stop selecting
gallery-selected =
    { $count ->
        [one] { $count } photo chosen
       *[other] { $count } photos chosen
    }
# Entries without a photo.
gallery-selected-entries =
    { $count ->
        [one] { $count } entry chosen
       *[other] { $count } entries chosen
    }
gallery-selected-both =
    { $photos ->
        [one] { $photos } photo
       *[other] { $photos } photos
    } and { $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    } chosen
# Beside buttons that do nothing for entries without a photo.
gallery-photos-only = Only for photos. Entries without a photo are left out.
gallery-trash = Move to the trash
gallery-save-copies = Save copies in a folder…
gallery-paste-edits = Paste edits
gallery-copy-edits = Copy edits
gallery-move = Move to another baby…
gallery-shift = Correct the time…
gallery-tag = Add a tag…
gallery-favourite-add = Add to favourites
gallery-favourite-remove = Remove from favourites

# What is asked before many change.
gallery-sheet-about =
    { $count ->
        [one] For the entries of { $count } photo. You can undo it.
       *[other] For the entries of { $count } photos. You can undo it.
    }
gallery-sheet-about-entries =
    { $count ->
        [one] For { $count } entry. You can undo it.
       *[other] For { $count } entries. You can undo it.
    }
gallery-sheet-about-both =
    { $photos ->
        [one] For the entry of { $photos } photo
       *[other] For the entries of { $photos } photos
    } and { $entries ->
        [one] { $entries } entry without a photo. You can undo it.
       *[other] { $entries } entries without a photo. You can undo it.
    }
gallery-tag-title = Add a tag
gallery-tag-field = Tag
gallery-tag-hint = such as after a feed
gallery-shift-title = Correct the time
gallery-shift-about = The camera’s clock was wrong; move everything
gallery-shift-later = Later
gallery-shift-earlier = Earlier
gallery-shift-days = Days
gallery-shift-hours = Hours
gallery-shift-minutes = Minutes
# As they follow “Fewer” and “More”.
gallery-shift-unit-days = days
gallery-shift-unit-hours = hours
gallery-shift-unit-minutes = minutes
gallery-shift-slip = A whole number, please.
gallery-move-title = Move to another baby
gallery-move-whose = Whose journal

# The slideshow.
gallery-slideshow-at = Slideshow: { $photo }
gallery-slideshow-end = End the slideshow
gallery-slideshow-chance = In an order of chance
gallery-slideshow-go-on = Go on
gallery-slideshow-stay = Stay here
