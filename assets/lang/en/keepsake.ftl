# Keepsake pages and books: words on paper, names of looks, and what goes wrong.

# On the page.

keepsake-contents = Contents
keepsake-milestones = Milestones
# The night that began on $day, a date without year; said of the small hours.
keepsake-night-of = Night of { $day }
# For readers who cannot see the photo. $name is the baby.
keepsake-photo-alt = Photo of { $name }, { $date }
# Name and age under the heading; $age is that of the month.
keepsake-subtitle = { $name } · { $age }
keepsake-quiet =
    { $count ->
        [one] One smile kept this month
       *[other] { $count } smiles kept this month
    }
# On a calendar; $quiet is the line before.
keepsake-quiet-nights = { $quiet } · nights stand on the day they began
# $first and $last are names of months: June – November 2026
keepsake-months-of-a-year = { $first } – { $last } { $year }
# Months with their years.
keepsake-months-of-years = { $first } – { $last }

# Looks: name and mood.

keepsake-look-album = Album
keepsake-mood-album = White paper, a little gold
keepsake-look-hero = One large
keepsake-mood-hero = A favourite, and a strip below
keepsake-look-polaroid = Snapshots
keepsake-mood-polaroid = Instant prints on a table
keepsake-look-storybook = Storybook
keepsake-mood-storybook = Your words first
keepsake-look-calendar = Calendar
keepsake-mood-calendar = Every day of the month
keepsake-look-certificate = First time
keepsake-mood-certificate = A milestone to frame
keepsake-look-cover = Cover
keepsake-mood-cover = The front of a book
keepsake-mood-own = Your own

# To know before printing.

# 6.5
keepsake-decimal = { $whole }.{ $tenths }
keepsake-soft = Photo { $number } may look soft: it has { $dots } dots an inch here. Up to { $width } × { $height } cm it is sharp.
keepsake-soft-in-book = On page { $page }, photo { $number } may look soft: it has { $dots } dots an inch here. Up to { $width } × { $height } cm it is sharp.
keepsake-missing = Photo { $number } (“{ $name }”) has an empty frame: { $cause }. Add the photo again to heal it, or take it off the page.
keepsake-missing-in-book = On page { $page }, photo { $number } (“{ $name }”) has an empty frame: { $cause }. Add the photo again to heal it, or take it off the page.
keepsake-missing-letters = This computer has no font for some letters ({ $letters }), so the page shows □ in their place. Install a font for them (on Debian: fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji) and save it again.

# What goes wrong.

keepsake-error-too-many = A page takes up to { $most } photos; { $given } were chosen.
keepsake-error-unreadable = One of the chosen photos could not be read ({ $cause }).
keepsake-error-picture-size = A picture of that size cannot be made: { $reason }.
keepsake-picture-size = its long side would have { $pixels } pixels, and 16 to { $most } are possible
keepsake-error-empty-book = There is nothing in these months yet. Choose others
keepsake-error-no-template = The template “{ $template }” is not there any more. Choose another one.
# $line and $hint are “none” where there is none.
keepsake-error-template =
    In “{ $template }”{ $line ->
        [none] { "" }
       *[other] , line { $line }
    }, something is not right: { $cause }{ $hint ->
        [none] { "" }
       *[other] { " " }({ $hint })
    }. Mend it there, or choose another template
keepsake-error-typesetting = The page could not be laid out: { $cause }
keepsake-error-export = The page could not be saved as { $format }: { $cause }
keepsake-page-empty = the page is empty
keepsake-no-pixels = it has no pixels
keepsake-pdf-objects = its table of objects cannot be read
keepsake-pdf-photo-missing = a photo of it is not there
keepsake-pdf-place = a photo's place in it cannot be read
keepsake-no-reason = no reason was given

# Printing.

# What the print queue calls the page.
keepsake-print-title = Smilekeep page
keepsake-print-window = The system’s print window
keepsake-print-viewer = Open in the PDF viewer to print
keepsake-print-no-printer = No printer is set up on this computer. Save the page as PDF instead and print it elsewhere.
keepsake-print-unknown-printer = The printer “{ $printer }” is not there any more. Choose another one, or save the page as PDF.
keepsake-print-no-file = The page to print could not be found at { $path }.
keepsake-print-timed-out = The printing system did not answer. Check that the printer is on and connected, then try again.
keepsake-print-not-accepting = The printer “{ $printer }” takes no pages at the moment. Look whether it is on, has paper and shows no message, then try again; or choose another printer.
keepsake-print-cancelled = Nothing was printed.
keepsake-print-refused = The page could not be printed: { $cause }
keepsake-print-no-reason = the printing system gave no reason.
keepsake-print-no-viewer = no program on this computer opens PDF files.
keepsake-print-window-ended = the system’s print window closed by itself. Try again, or choose a printer from the list.
keepsake-print-window-failed = the system’s print window did not open ({ $cause }). Choose a printer from the list instead.
