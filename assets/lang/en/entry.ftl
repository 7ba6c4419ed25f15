# One entry.

# What a parent saw
entry-view-state = Awake or asleep?
entry-view-kind = Kind of smile
entry-view-strength = How strong?
entry-view-length = How long, in seconds?
entry-view-length-unit = seconds
entry-view-length-error = Write the length in seconds, from 1 to 3,600.
entry-view-tags = What was going on?
entry-view-note = Note
entry-view-note-hint = What you want to remember…
entry-view-milestones = Milestones of this moment
entry-view-add-milestone = Add milestone…
entry-view-open-milestone = Open the milestone “{ $title }”

# The row above
entry-view-trash = Move to trash
entry-view-unmark = Favourite: tap to unmark
entry-view-mark = Mark as a favourite
entry-view-redo = Redo
entry-view-undo = Undo
entry-view-opening = Opening the entry…
entry-view-back = Back

# The moment
entry-view-correct = Correct…
entry-view-day = Day
entry-view-time = Time
entry-view-night = night of { $day }
entry-view-use-moment = Done
entry-view-as-it-was = Leave it as it was
entry-view-whose = Whose smile?
entry-view-before-birth = This is before { $name }’s birth on { $day }. Check the date.

# The photos
entry-view-add-photos = Add photos to this entry…
entry-view-take-photo = Take a photo for this entry
entry-view-photo-only = The photo of this entry
entry-view-play-film = Play film
entry-view-edit-photo = Edit photo
entry-view-photo-left = Move this photo left
entry-view-photo-right = Move this photo right
entry-view-photo-is-cover = This photo is the cover
entry-view-photo-make-cover = Make this photo the cover
entry-view-photo-remove = Remove this photo from the entry
entry-view-cover = Cover
entry-view-menu-large = Open large
entry-view-menu-edit = Edit
entry-view-menu-cover = Make cover
entry-view-menu-left = Move left
entry-view-menu-right = Move right
entry-view-menu-remove = Remove from this entry
entry-view-no-photo-title = No photo, and that is fine
entry-view-no-photo = Words alone keep a smile, too. Photos can join at any time: add them below, or drop them here.
entry-view-photo-number = Photo { $place } of { $count }
entry-view-photo-number-cover = Photo { $place } of { $count }, cover
entry-view-photo-open = { $photo }. Open it large
entry-view-photo-shown = { $photo }, shown
