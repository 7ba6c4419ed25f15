# Photos that wait for the parent’s word.

# The view
inbox-view-ask-again = Ask again later
inbox-view-not-this = Not this one
inbox-view-not-these = Not these
inbox-view-photo-before = The photo before
inbox-view-photo-next = The next photo
inbox-view-back-to-all = Back to all
inbox-view-choose-hint = Or choose by a click; a double click shows a photo larger.
inbox-view-choose-declined = Choose photos by a click.
inbox-view-larger = Look at it larger
inbox-view-choose-none = Choose none
inbox-view-title-declined = Not kept
inbox-view-title = Waiting
inbox-view-show-waiting = Back to those that wait
inbox-view-show-declined = Show declined
inbox-view-about-declined = You said no to these, and are not asked again. Files in your folders stay where they are; what a phone sent is kept here for 30 days.
inbox-view-about = Not in the journal yet. Keep what you like; files in your folders stay where they are.
inbox-view-empty-declined = Photos you say no to wait in this place, in case you want them after all.
inbox-view-empty-declined-title = Nothing here
inbox-view-empty = Photos from a phone, a watched folder or a camera card come here first. They enter the journal when you say so.
inbox-view-empty-title = Nothing is waiting
inbox-view-watch-folder = Watch a folder…
inbox-view-keep-it = Keep it
inbox-view-keep-it-for = Keep it for { $name }
inbox-view-keep-all = Keep all { $count }
inbox-view-keep-all-for = Keep all { $count } for { $name }
inbox-view-keep = Keep { $count }
inbox-view-keep-for = Keep { $count } for { $name }

# Cards, folders and photos
inbox-view-show-card = Show them
inbox-view-not-now = Not now
inbox-view-today = Today
inbox-view-yesterday = Yesterday
inbox-view-no-date = No date
inbox-view-choose-all = Choose all
inbox-view-not-there = Not there now
inbox-view-no-picture = No picture of it
inbox-view-card = Photos on { $place }: { $count } new
inbox-view-looking = Looking through { $place }
inbox-view-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
inbox-view-found = { $name } · { $count } found
inbox-view-choose-all-of =
    { $count ->
        [one] Choose all of { $count } photo, { $day }, from { $from }
       *[other] Choose all of { $count } photos, { $day }, from { $from }
    }
inbox-view-from = From { $from }
inbox-view-photo = { $file }, from { $from }
inbox-view-photo-dated = { $file }, { $when }, from { $from }
inbox-view-photo-missing = { $photo }, not there now
inbox-view-photo-moving = { $photo }, with its moving part
# On a photo that moves: what phones take as a still with a short film.
inbox-view-moves = Moves
inbox-view-with-moving = With the short film that belongs to it
