# A backup on a server, and the tray in every backup.

backup-tray-missing = the file a phone sent is no longer there
backup-tray-damaged = the file that waits in the tray is damaged
backup-file-damaged = { $name } is damaged
backup-no-photos-name = “{ $name }” is no photo’s name

backup-server-stopped = Stopped. What was sent so far is kept, and the next backup goes on from there.
backup-server-no-password = { $at } asks for a password. Type it and try again.
backup-server-login = { $at } does not take this user and password. With Nextcloud, and wherever you log in with a second step, make an app password in your account’s security settings and use that.
backup-server-forbidden = { $at } does not let this user write there. Choose another folder, or ask whoever looks after the server.
backup-server-no-answer = { $at } does not answer. Look whether this computer is online and the address is right, then try again.
backup-server-cut = The connection to { $at } was cut again and again. What arrived whole is kept; try again later, and it goes on from there.
backup-server-slow = Nothing has moved between this computer and { $at } for too long. What arrived whole is kept; try again later, and it goes on from there.
backup-server-certificate = { $at } could not prove that it is { $at } ({ $why }). Nothing was sent. Ask whoever looks after the server; in a café or a hotel, try again at home.
backup-server-full = There is no room left on { $at }. What arrived whole is kept. Make room there, or get more, and try again.
backup-server-too-large = { $at } does not take files as long as this one. Everything else is there; ask whoever looks after the server to allow longer files.
backup-server-elsewhere = { $at } sends on to another address. Log in there with a browser and copy the address of the folder itself.
backup-server-elsewhere-to = { $at } sends on to { $to }. For safety this is not followed: if that is your server, type its address instead.
backup-server-busy = { $at } has too much to do. Try again in a while; it goes on where it stopped.
backup-server-clock = { $at } refuses because this computer’s clock is wrong. Set it right and try again.
backup-server-no-bucket = There is no such bucket on { $at }. Make it there first, or look how its name is spelled.
backup-server-not-home = { $at } is not in your home network, and the connection would not be encrypted. Type the address with https:// at its beginning.
backup-server-system = The server cannot be reached from here: { $why }. Try again after a restart of Smilekeep.
backup-server-status = { $at } answers with a fault (number { $code }). Try again later; if it stays so, ask whoever looks after the server.
backup-server-strange = { $at } does not answer as a server for files does ({ $why }). Look whether the address is the one of a WebDAV folder or of S3.

backup-server-address-empty = Type the address of a folder on your server, such as https://cloud.example.org/remote.php/dav/files/anna/Smilekeep.
backup-server-address-none = This is no address of a server. It looks like https://cloud.example.org/remote.php/dav/files/anna/Smilekeep.
backup-server-address-page = This is the address of a page for people. In Nextcloud, open Files and its settings at the lower left: the WebDAV address there is the right one. Put the name of a folder at its end.
backup-server-address-scheme = The address of a server begins with https://.
backup-server-address-http = Outside your home only https:// is safe. Type the address with https:// at its beginning.
backup-server-address-path = The folder’s name has dots or signs that lead elsewhere. Use letters, numbers and spaces.
backup-server-address-bucket = Type the name of the bucket.
backup-server-address-key = Type the id of the access key.

backup-server-choose = A server…
backup-server-another = A server instead…
backup-server-title = Backup on a server
backup-server-about = Everything is locked on this computer before it is sent: the server keeps sealed files and can read none of them. What it sees is how many there are, how long each is, and when it came.
backup-server-kind = What kind of server
backup-server-webdav = WebDAV, Nextcloud
backup-server-s3 = S3
backup-server-address = Address of a folder
backup-server-address-hint = https://cloud.example.org/remote.php/dav/files/anna/Smilekeep
backup-server-user = User
backup-server-password = Password
backup-server-endpoint = Address of the service
backup-server-endpoint-hint = https://s3.example.org
backup-server-bucket = Bucket
backup-server-folder = Folder in it (may be empty)
backup-server-region = Region (may be empty)
backup-server-key-id = Id of the access key
backup-server-secret = Its secret
backup-server-remember = Remember the password in this computer’s keyring
backup-server-remember-about = Otherwise it is asked for after each start of Smilekeep.
backup-server-passphrase = Passphrase: four words or more
backup-server-passphrase-again = The passphrase once more
backup-server-passphrase-about = Without this passphrase nobody, not even we, can open the backup. Write it down and keep it where you keep such things. If there is a backup in that folder already, type its passphrase.
backup-server-passphrase-short = That passphrase is too short to keep anybody out. Take four words or more that nobody would guess.
backup-server-passphrase-differs = The two are not the same yet.
backup-server-not-encrypted = The connection to { $at } is not encrypted. Your photos are sealed all the same; the password is not, so use this only in a home network you trust.
backup-server-start = Back up to this server
backup-server-restore = Bring a backup back…
backup-server-last = Last backup on a server
backup-server-its-password = Password of the server
backup-server-its-password-about = It is remembered until Smilekeep is closed.
backup-server-no-keyring = This computer has no keyring, so the password will be asked for after each start.
backup-server-restored = { $photos ->
    [one] One photo and all words are back, in a library of their own in “{ $folder }”. “Open another library…” shows it.
   *[other] { $photos } photos and all words are back, in a library of their own in “{ $folder }”. “Open another library…” shows it.
}
backup-server-restored-partly = The backup was brought back, but for what is damaged
backup-server-reminder = { $days ->
    [one] The last backup was made yesterday. Send the new photos to the server?
   *[other] The last backup was made { $days } days ago. Send the new photos to the server?
}
backup-server-not-whole = The backup is not whole, so nothing was brought back
backup-server-restore-title = Choose an empty folder
backup-server-restore-terminal = Bring it back from a terminal instead: smilekeep backup restore --server ADDRESS --into FOLDER.
backup-server-password-wrong = The server does not take this user and password.
