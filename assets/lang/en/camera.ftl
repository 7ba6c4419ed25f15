# The camera, a still from a baby monitor, photos from a phone.

# The live picture
camera-view-peek = A photo that waits to be kept
camera-view-sees = What the camera sees
camera-view-off = The camera is off.
camera-view-moment = One moment…
camera-view-trouble = No picture from the camera
camera-view-try-again = Try again
camera-view-add-photos = Add photos…

# The line above
camera-view-back = Back
camera-view-title-entry = Take a photo for this entry
camera-view-title = Take a photo
camera-view-resting = The camera is off while the window is away.
camera-view-no-picture = No picture
camera-view-looking = Looking for the camera…

# Photos that wait to be kept
camera-view-throw-away = Throw away
camera-view-keep = Keep
camera-view-sharpest = sharpest
camera-view-keep-photos =
    { $count ->
        [one] Keep { $count } photo
       *[other] Keep { $count } photos
    }
camera-view-shot = Photo { $number }
camera-view-shot-sharpest = Photo { $number }, the sharpest

# The tools
camera-view-stop-timer = Stop the timer
camera-view-shoot-five = Take five photos
camera-view-shoot = Take a photo
camera-view-timer-off = Self-timer: off
camera-view-timer-3 = Self-timer: 3 seconds
camera-view-timer-10 = Self-timer: 10 seconds
camera-view-burst = 5 at once
camera-view-burst-hint = Five photos at once, to choose the sharpest
camera-view-mirror = Mirror
camera-view-mirror-hint = Show the picture as in a mirror; photos stay as they are
camera-view-stillness = Stillness
camera-view-stillness-hint = Take a photo by itself: when all was still, something moved a little, and all is still again. It sees movement, not smiles
camera-view-quiet = Quiet
camera-view-quiet-hint = Quiet: everything dim, nothing flashes. The camera never makes a sound
camera-view-menu-hint = Camera and size of photos
camera-view-menu = Camera
camera-view-size = Size of photos
camera-view-sensitivity = Stillness waits for
camera-view-stillness-honest = It measures movement. It does not know what a smile is.

# A still from a baby monitor
camera-view-monitor = From a baby monitor…
netcam-dialog-title = From a baby monitor
netcam-dialog-no-keyring = This computer has no keyring that is open, so the password is asked for each time.
netcam-dialog-about = A baby monitor or another camera in your home network that shows its picture in a browser. Its manual names the address of a snapshot or an MJPEG stream.
netcam-dialog-address = Address
netcam-dialog-user = User
netcam-dialog-wrong-login = The camera does not take this user and password.
netcam-dialog-password = Password
netcam-dialog-password-about = It is kept in the system’s keyring, where there is one, and nowhere else.
netcam-dialog-asking = Asking the camera…
netcam-dialog-keep = Keep it
netcam-dialog-again = Once more
netcam-dialog-take = Take a still

# Photos from a phone
phone-dialog-trust = Photos travel unencrypted inside your network: use this at home, not in a café, hotel or clinic. Only the first phone that opens the link can send, nothing can be read from it, and it closes with this window.
phone-dialog-title = Photos from a phone
phone-dialog-opening = Opening a page for the phone…
phone-dialog-connected = The phone is there. What it sends waits here for your word before it enters the journal.
phone-dialog-step-1 = Open the camera on the phone and point it at the code.
phone-dialog-step-2 = Tap the link, choose photos, and send them.
phone-dialog-step-3 = They wait here until you take them into the journal.
phone-dialog-type = Or type this on the phone:
phone-dialog-code = Code with the link for the phone; the link stands beside it in words
phone-dialog-network = The network the phone is in
phone-dialog-nothing = Nothing was sent yet.
phone-dialog-on-their-way = Photos on their way
phone-dialog-time-up = The time is up; what was begun may still end.
phone-dialog-stop = Stop
phone-dialog-close = Close
phone-dialog-done = Done
phone-dialog-try-again = Try again
phone-dialog-new-code = New code
phone-dialog-new-code-other = New code for another phone
phone-dialog-ended = The page is closed.
phone-dialog-ended-time = The time of this code is up, and the page is closed. For more photos, make a new code.
phone-dialog-ended-guesses = Somebody tried to guess the link, so the page was closed. Nothing of theirs came in. If that was not you, your Wi-Fi may have other guests.
phone-dialog-firewall = Does the page not open? The phone must be on the same Wi-Fi, not its guest network, and a firewall on this computer must let port { $port } through.
phone-dialog-came =
    { $count ->
        [0] No new photo came yet.
        [one] { $count } photo waits for you.
       *[other] { $count } photos wait for you.
    }
phone-dialog-known =
    { $count ->
        [one] { $count } was here already.
       *[other] { $count } were here already.
    }
phone-dialog-left = For new photos: { $time } more
