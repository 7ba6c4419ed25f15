# The keepsake page and what becomes of it.

# The view
keepsake-view-empty-title = A page to print and frame
keepsake-view-first-photos = Add the first photos…
keepsake-view-empty = Every month with photos of { $name } becomes one page, laid out for you. Add the first photos, and the page is here.
keepsake-view-empty-nobody = Every month with photos of your baby becomes one page, laid out for you. Add the first photos, and the page is here.

# Month and words
keepsake-view-title = Keepsake page
keepsake-view-previous-month = Previous month
keepsake-view-next-month = Next month
keepsake-view-other-month = Choose another month
keepsake-view-page-title = Title
keepsake-view-closing = Closing line
keepsake-view-closing-hint = A few words at the foot, if you like
keepsake-view-place = Place
keepsake-view-place-hint = Where you were, if you like
keepsake-view-photos = Photos
keepsake-view-choose-photos = Choose photos…
keepsake-view-read-only = This library can only be looked at, so the page stays as it is. You can still save or print it.
keepsake-view-no-photos = No photos of { $month } yet. Add some that were taken then, and they come onto this page by themselves.

# Look and paper
keepsake-view-look = Look
keepsake-view-paper = Paper
keepsake-view-upright = Upright
keepsake-view-on-its-side = On its side
keepsake-view-more = Margins, verse and more
keepsake-view-age-birth = From the birth
keepsake-view-age-due = And from the due date
keepsake-view-age = Age
keepsake-view-margin = Clear space to the edges
keepsake-view-margin-less = Less space
keepsake-view-margin-more = More space
keepsake-view-edges-home = For home
keepsake-view-edges-bleed = 3 mm over the edge
keepsake-view-edges-marks = With cutting lines
keepsake-view-edges = Edges, if a print shop asks
keepsake-view-verse = A verse at the foot
keepsake-view-before-print = Before you print
keepsake-view-more-warnings =
    { $count ->
        [one] And { $count } more like these.
       *[other] And { $count } more like these.
    }

# The middle of a photo
keepsake-view-middle-set = The ring stays in sight when the photo is cut to its frame.
keepsake-view-middle-tap = Smilekeep keeps the clearest part in sight. Tap the photo where its middle should be instead.
keepsake-view-middle-find = Let Smilekeep find the middle
keepsake-view-middle-keys = The arrow keys move it
keepsake-view-middle = The middle of photo { $number }

# Photos on the page
keepsake-view-on-page = Photos on the page
keepsake-view-propose = Let Smilekeep choose
keepsake-view-none-chosen = No photos on the page. Tap one below to add it.
keepsake-view-proposed = Smilekeep chose these. Tap one to move it or take it off.
keepsake-view-chosen = Tap one to move it or take it off, or drag it.
keepsake-view-earlier = Move earlier
keepsake-view-later = Move later
keepsake-view-take-off = Take off the page
keepsake-view-more-photos = More photos of this month
keepsake-view-tap-to-add = Tap a photo to add it.
keepsake-view-film-hint = A film cannot be printed; the page shows this one picture.
keepsake-view-count = { $count } of { $most }
keepsake-view-photo = Photo { $number } on the page, { $when }
keepsake-view-full = { $count } photos are what one page holds well. Take one off to add another.
keepsake-view-add-film = Add one picture of the film of { $when }
keepsake-view-add-photo = Add the photo of { $when }

# Saving and printing
keepsake-view-pdf = Save as PDF…
keepsake-view-print-begin = Print…
keepsake-view-picture = Save as picture…
keepsake-view-book-begin = Make a book…
keepsake-view-print-title = Print the page
keepsake-view-copies = Copies
keepsake-view-copies-less = One copy less
keepsake-view-copies-more = One copy more
keepsake-view-in-colour = In colour
keepsake-view-black-and-white = Black and white
keepsake-view-ink = Ink
keepsake-view-print = Print
keepsake-view-printers-wait = Looking for printers…
keepsake-view-printers-none = No printer was found. Turn one on and look again, or save the page as PDF and print it elsewhere.
keepsake-view-printer = Printer
keepsake-view-printers-again = Look again
keepsake-view-print-upright = On { $paper } paper, upright.
keepsake-view-print-on-its-side = On { $paper } paper, on its side.
keepsake-view-printer-usual = { $name } (usual)
keepsake-view-soft =
    { $count ->
        [one] { $count } photo may look soft on this paper; the page’s choices say which.
       *[other] { $count } photos may look soft on this paper; the page’s choices say which.
    }

# The page on the table
keepsake-view-laying-out = Laying out the page…
keepsake-view-closer = Look closer
keepsake-view-page = The page
keepsake-view-problem = The page is not ready
keepsake-view-updating = Updating…
keepsake-view-page-name =
    { $count ->
        [one] The page of { $month }, “{ $title }”, with { $count } photo
       *[other] The page of { $month }, “{ $title }”, with { $count } photos
    }

# A book
keepsake-view-book = Make a book
keepsake-view-book-about = A cover, the contents, a page a month in its own look, and the milestones, as one PDF on the paper of this page.
keepsake-view-book-save = Save the book…
keepsake-view-book-from = From
keepsake-view-book-to = To
keepsake-view-book-from-earlier = Earlier first month
keepsake-view-book-from-later = Later first month
keepsake-view-book-to-earlier = Earlier last month
keepsake-view-book-to-later = Later last month
keepsake-view-book-months =
    { $count ->
        [one] { $count } month with photos
       *[other] { $count } months with photos
    }
