# Why a photo or a film cannot be read. Most stand behind the file’s name and a colon.
photo-empty = the file is empty
photo-not-a-photo = it is not a photo this program can read (JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC, AVIF and camera raw files work, and films as MP4 or MOV)
photo-unsupported = it is { $what }, which this program cannot read; save it as a JPEG and bring that instead
photo-unsupported-film = it is { $what }, which this program cannot read; save it as an MP4 film and bring that instead
photo-unsupported-sound = it is { $what }, which this program cannot read; only photos and films can be kept
photo-too-large = it is too large: { $what }
photo-damaged = it is damaged ({ $reason }); if you have another copy, try that one
photo-too-slow = reading it took too long, so it was stopped; open it in another program, save it as a JPEG and bring that instead
photo-crashed = it is so damaged that reading it failed altogether; if you have another copy, try that one
photo-no-reader = the part of the program that reads such photos could not be started ({ $cause }); close other programs and try again
photo-not-a-file = it is not an ordinary file
original-missing = its original is missing from the library
original-not-allowed = its original is there, but you are not allowed to read it
original-no-file = its original is no ordinary file any more
original-unreadable = its original could not be read ({ $cause })
vault-missing = the original is missing
vault-changed = the original has changed on the disk

# What is damaged about it; in brackets.
damage-no-place = it does not say where its picture is
damage-few-pixels = the picture has fewer pixels than it says
damage-no-picture = its picture is missing
damage-tiles-large = its tiles are larger than any photo
damage-part-missing = a part of the picture is missing
damage-empty-picture = there is no picture in it
damage-tile-depth = its tiles differ in depth
damage-ends-early = it ends too early
damage-nonsense = its content makes no sense
damage-no-pixels = it has no pixels
damage-no-size = it does not say how large it is
damage-tile = a tile makes no sense
damage-part-no-picture = a part of it is not a picture
damage-part-coding = a part of it does not say how it is coded
damage-part-large = a part of it is larger than it can be
damage-part-pixels = a part of it has fewer pixels than it says
damage-tile-size = its tiles differ in size
damage-profile = its colour profile is larger than any should be
damage-mostly-missing = most of the picture is missing
damage-no-jpeg = no picture in it
damage-rows = rows are missing
damage-size = its size does not hold
damage-film-index = the part that says where its pictures are is missing, as in a recording or a copy that was broken off
damage-passes = it is made of { $count } passes, far more than any photo
damage-unprocessed = it could not be worked through

# What about it is too large.
large-memory = reading it would take { $needed } MiB of memory; at most { $most } work
large-sides = its head claims sides longer than any photo has
large-memory-limit = reading it would take more than { $most } MiB of memory ({ $limit })
kind-unusual = an unusual kind of { $format } picture ({ $kind })
large-pixels = { $width } × { $height } pixels; at most { $megapixels } megapixels and { $side } pixels a side work
large-photo-file = a photo of more than { $most } MiB is not read
large-not-webp = { $width } × { $height } pixels could not be made a WebP ({ $error })
large-webp-side = at most 16,383 pixels a side
large-does-not-fit = { $width } × { $height } pixels do not fit into a { $format } ({ $reason })
large-no-jpeg = { $width } × { $height } pixels do not fit into a JPEG
large-film-index = its index has more than { $most } MiB, which no film needs
large-film = a film of more than { $most } GiB is not kept; cut out the part that matters and bring that
film-unnamed = Film
large-helper-memory = reading it takes more than { $most } MB of memory; a smaller copy of it may work

# Kinds of files, with their article.
kind-unusual-avif = an unusual kind of AVIF picture
kind-jpeg-arithmetic = a JPEG with arithmetic coding
kind-jpeg-lossless = a lossless JPEG
kind-jpeg-hierarchical = a hierarchical JPEG
kind-jpeg-12 = a JPEG of 12 bits a colour
kind-jpeg-inks = a JPEG of four inks
kind-jpeg-colours = a JPEG of other than three colours
kind-tga = a TGA picture
kind-svg = an SVG drawing
kind-jpeg-xl = a JPEG XL picture
kind-jpeg-2000 = a JPEG 2000 picture
kind-photoshop = a Photoshop document
kind-gimp = a GIMP document
kind-pdf = a PDF document
kind-postscript = a PostScript drawing
kind-windows-icon = a Windows icon
kind-windows-mouse-pointer = a Windows mouse pointer
kind-apple-icon = an Apple icon
kind-blp-game-texture = a BLP game texture
kind-dds-game-texture = a DDS game texture
kind-qoi = a QOI picture
kind-farbfeld = a farbfeld picture
kind-openexr = an OpenEXR picture
kind-radiance-hdr = a Radiance HDR picture
kind-sgi = an SGI picture
kind-pbm = a PBM picture
kind-pgm = a PGM picture
kind-ppm = a PPM picture
kind-pam = a PAM picture
kind-pfm = a PFM picture
kind-gimp-brush = a GIMP brush
kind-old-microsoft-paint = an old Microsoft Paint picture
kind-fits = a FITS picture
kind-pcx = a PCX picture
kind-fli-animation = an FLI animation
kind-flc-animation = an FLC animation
kind-video = a video
kind-zip-archive = a ZIP archive
kind-compressed-archive = a compressed archive
kind-database = a database
kind-unusual-heif = an unusual HEIF picture
kind-sound = a sound recording
kind-film-piece = a piece of a film

# A date that cannot be right. $told is where it stood, $used what counts instead.
photo-date-doubtful =
    { $name }: { $told ->
        [satellite] the satellites’ time in it is “{ $said }”
        [sidecar] the sidecar file beside it says “{ $said }”
        [takeout] the Google Photos file beside it says “{ $said }”
        [file_date] its file is dated “{ $said }”
       *[camera] the date in it is “{ $said }”
    }, which cannot be right; { $used ->
        [camera] another date in the photo is used
        [satellite] the satellites’ time in the photo is used
        [sidecar] the date in the sidecar file is used
        [takeout] the date in the Google Photos file is used
        [file_name] the date in its name is used
        [file_date] the date of the file is used
       *[added] it stands at the time it was added
    }. Please check it.
