# Bringing photos in: errors, reports, cameras, watched folders.
camera-none = No camera was found. Plug one in, or add photos from your phone or a folder instead.
camera-busy = Another program is using “{ $name }”. Close it (a video call, perhaps), and the picture comes by itself.
camera-forbidden = This computer does not let you use “{ $name }”. Ask whoever looks after the computer to add you to the group “video”, then log in again.
camera-forbidden-windows = Windows does not let Smilekeep use “{ $name }”. Open the Windows settings, choose Privacy & security, then Camera, and allow it for desktop apps. The picture comes by itself.
camera-forbidden-mac = macOS does not let Smilekeep use “{ $name }”. Open System Settings, choose Privacy & Security, then Camera, and switch on Smilekeep. Then start Smilekeep once more.
camera-asking = This computer is asking whether Smilekeep may use the camera. Answer there, and the picture comes by itself.
camera-gone = “{ $name }” was unplugged or switched off. Plug it in again, and the picture comes back. Photos already taken are kept.
camera-silent = “{ $name }” sends no picture. Unplug it, wait a moment, and plug it in again.
camera-unsuitable = “{ $name }” sends a kind of picture that Smilekeep cannot read. Choose another camera, or add photos from a folder instead.
camera-not-here = Smilekeep cannot use the camera on this system yet. Add photos from your phone or a folder instead.
camera-failed = “{ $name }” does not work ({ $reason }). Unplug it, plug it in again, and try once more.
camera-pictures-from = Pictures from { $path }
camera-part-frame = a frame came only in part
camera-name = Camera
stillness-low = Clear movement only
stillness-normal = A face that stirs
stillness-high = The smallest movement
stillness-restless = Waiting for stillness
stillness-calm = All is still. Waiting for a little movement
stillness-stirring = Something moved. Waiting for stillness again
stillness-resting = Taken. A short pause

# Photos taken in.
recovered-photo = Recovered photo
recovered-film = Recovered film
intake-stopped = { $name } was not added: you stopped it
given-changed = { $name }: its file is no longer as it was exported, so it was left out.
inbox-found-again = Photo from the phone

# Watched folders.
watch-file-unreadable = “{ $path }” could not be read: { $error }.
watch-folder-unreadable = “{ $path }” could not be opened: { $error }.
watch-library-inside = “{ $path }” holds a Smilekeep library. Choose the folder that your phone or camera writes to.

# Cameras in the home network.
netcam-https = Smilekeep speaks to cameras at home by http only. Most answer there too: try the address with http:// at its beginning.
netcam-rtsp = This is the address of a film stream (rtsp). Most cameras have one for a snapshot too, beginning with http://; the manual names it.
netcam-not-http = The address of a camera begins with http://.
netcam-no-address = Type the address of the camera’s picture, such as http://192.168.1.30/snapshot.jpg.
netcam-bad-address = This is no address of a camera. It looks like http://192.168.1.30/snapshot.jpg.
netcam-not-home = “{ $at }” is not in your home network. Smilekeep speaks only to cameras at home; their addresses often begin with 192.168.
netcam-no-answer = The camera at { $at } does not answer. Is it switched on and in the same network as this computer?
netcam-too-slow = The camera at { $at } took too long. Try again, or look whether its picture moves elsewhere.
netcam-needs-login = The camera asks for a user and a password.
netcam-wrong-login = The camera does not take this user and password.
netcam-no-picture = The camera at { $at } sent no picture ({ $what }). Its manual may name another address for a snapshot.
netcam-too-large = The camera at { $at } sends more than a picture can hold.
netcam-system = The camera cannot be asked: { $cause }.
netcam-odd-password = it asks for a kind of password that Smilekeep does not know
netcam-not-found = it knows no such address
netcam-not-allowed = it does not allow it
netcam-redirect = it sends on to another page
netcam-nothing = nothing came
netcam-page = a page for a browser came
netcam-else = something else came
netcam-no-http = it does not speak HTTP: { $error }
netcam-status = it answers { $status }
netcam-kind = { $kind } came
