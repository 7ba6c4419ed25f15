# Milestones.

# The page
milestones-view-title = Milestones
milestones-view-empty-title = The firsts begin here
milestones-view-add = Add milestone…
milestones-view-empty = The first smile, the first bath, the first time over the threshold: a few words, and { $name }’s story has a beginning.
milestones-view-empty-nobody = The first smile, the first bath, the first time over the threshold: a few words, and your baby’s story has a beginning.

# One milestone
milestone-sheet-new = New milestone
milestone-sheet-title = Milestone
milestone-sheet-close = Close the milestone
milestone-sheet-trash = Move the milestone to the trash
milestone-sheet-throw-away = Throw this away
milestone-sheet-not-kept = Not kept yet
milestone-sheet-title-hint = What happened?
milestone-sheet-field-title = Title
milestone-sheet-wants-title = Give it a title: a few words are enough to keep it.
milestone-sheet-day = Day
milestone-sheet-note = Note
milestone-sheet-note-hint = How it was…
milestone-sheet-photos = Photos
milestone-sheet-add-photos = Add photos to this milestone…
milestone-sheet-open-entry = Open the entry
milestone-sheet-title-full = A title holds { $count } letters. The note has room for more.
milestone-sheet-day-missing = Write the day, such as { $example }. Until then the one before is kept.
milestone-sheet-photo-remove = Remove photo { $number } from the milestone
milestone-sheet-photo = Photo { $number } of this milestone
milestone-sheet-photo-open = Open photo { $number } large

# Suggestions
milestones-view-suggestions = Perhaps one of these?
milestones-view-suggestions-show = Show suggestions
milestones-view-suggestions-hide = Hide suggestions
milestones-view-suggestion-write = Write the milestone “{ $title }”

# The timeline
milestones-view-see-entry = Open the entry
milestones-view-born = { $name } was born
milestones-view-open = Open the milestone “{ $title }”
milestones-view-photo = Photo of “{ $title }”
milestones-view-photo-number = Photo { $number } of “{ $title }”
milestones-view-see-entry-of = Open the entry of “{ $title }”
milestones-view-more-photos =
    { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }
