# The page a phone opens, what its script says, and refusals from the computer.
# The script puts counts and sizes where { $count } and the like stand.

phone-page-title = Photos for the journal
# The name of the browser’s tab.
phone-page-tab = Photos for the journal – Smilekeep
phone-page-lead = They go straight to your computer over your Wi-Fi, and wait there until you take them in. On the phone nothing changes.
phone-page-needs-script = This page needs JavaScript to send photos. Please allow it for this address in the browser’s settings.
phone-page-choose = Choose photos and films
phone-page-choose-others = Choose others
phone-page-as-many = As many as you like.
phone-page-note = A note to them, if you like
phone-page-note-hint = Right after the bath…
phone-page-send = Send
phone-page-sending = Sending
phone-page-send-more = Send more
phone-page-list = What was sent
phone-page-trust = Photos travel unencrypted inside your Wi-Fi: use this at home, not in a café, hotel or clinic. Nothing on the computer can be read from here.

# What the script says.

# $form is the plural form of $count, as Unicode names it.
phone-page-photos =
    { $form ->
        [one] { $count } photo
       *[other] { $count } photos
    }
phone-page-films =
    { $form ->
        [one] { $count } film
       *[other] { $count } films
    }
phone-page-photos-and-films = { $photos } and { $films }
phone-page-sending-things = Sending { $things }
phone-page-send-things = Send { $things }
# 3 of 12, and 4 MB of 10 MB
phone-page-of = { $done } of { $all }
phone-page-chosen = { $things }, { $size }
phone-page-closed = The computer has closed this page. For the rest, ask it for a new code.
phone-page-lost = The computer does not answer. It goes on by itself once both are on the Wi-Fi and the window on the computer is open.
phone-page-found = There it is again. It goes on.
phone-page-waits = waits
phone-page-unreadable = The phone could not read this one. Choose it once more.
phone-page-not-taken = The computer does not take this one.
phone-page-could-not-take = The computer could not take this one.
phone-page-known = there already
phone-page-sent = sent
phone-page-not-sent = not sent
phone-page-keep-open = Keep this page open until all are there.
phone-page-no-more = One code takes no more files. Send the rest with a new code.
phone-page-ends = It ends here
phone-page-some-are-there = { $sent } of { $all } are on the computer
phone-page-all-are-there = All are on the computer
phone-page-they-wait = They wait there until you take them into the journal. You can close this page.
phone-page-none = None could be taken. The list says why.
phone-page-minutes =
    { $form ->
        [one] This code takes new photos for one more minute.
       *[other] This code takes new photos for { $count } more minutes.
    }
phone-page-time-up = The time of this code is up. For more photos, ask the computer for a new one.

# Refusals.

phone-page-does-not-open = This code does not open
phone-page-other-host = This address belongs to another page.
phone-page-other-origin = Photos are taken only from the page itself.
phone-page-nothing-scan = There is nothing here. Scan the code on the computer again.
phone-page-nothing = There is nothing here.
phone-page-other-phone = Another phone uses this code already. Ask the computer for a new code, and scan that one.
phone-page-code-time-up = The time of this code is up. Ask the computer for a new code, and scan that one.
phone-page-no-list = That is no list of files.
phone-page-no-piece = That is no piece of a file.
phone-page-not-announced = This file was not announced.
phone-page-went-wrong = Something went wrong on the computer.
phone-page-too-much = That is too much at once.
phone-page-too-slow = That took too long. Is the phone still on the Wi-Fi?
phone-page-connection-lost = The connection was lost.
phone-page-not-written = “{ $name }” could not be written on the computer: { $reason }.
phone-page-not-kept = It could not be kept on the computer: { $reason }.
phone-page-not-begun = The time of this code is up, so “{ $name }” was not begun. Ask the computer for a new code.
phone-page-empty = “{ $name }” is empty.
phone-page-too-large = “{ $name }” is larger than { $gigabytes } GB. Copy it to the computer by cable.
phone-page-most-files = One code takes { $files } files. Ask the computer for a new code for the rest.
phone-page-most-bytes = One code takes { $gigabytes } GB. Ask the computer for a new code for the rest.
# $kind is what it is, such as “a PDF document”.
phone-page-wrong-kind = “{ $name }” is { $kind }. Photos such as JPEG and HEIC are taken, and films as MP4 or MOV.
phone-page-no-photo = “{ $name }” is neither a photo nor a film.

# Said on the computer.

phone-page-wifi = Wi-Fi
phone-page-cable = Cable or Wi-Fi
phone-page-inner = Inside this computer
phone-page-network = Network
phone-page-not-home = { $address } is not an address inside a home network, so no page for the phone is opened there.
phone-page-not-bound = No page for the phone can be opened at { $address }: { $reason }. Check that this computer is on your Wi-Fi.
phone-page-not-opened = No page for the phone can be opened: { $reason }.
phone-page-link-too-long = the link is too long for a code
