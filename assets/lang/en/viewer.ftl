# The viewer: one photo.

viewer-back = Back
viewer-when = { $date }, { $time }
# Below the date: how old the baby was, and how the date is known.
viewer-age-source = { $age } · { $source }
viewer-favourite-add = Add to favourites
viewer-favourite-remove = Remove from favourites
viewer-full-size = Show at full size
viewer-whole = Show the whole photo
viewer-about-photo = About this photo
viewer-about-film = About this film
viewer-copy = Save a copy
viewer-edit = Edit photo
viewer-entry = Open entry
viewer-play = Play film
viewer-previous = Previous photo
viewer-previous-hint = Newer (←)
viewer-next = Next photo
viewer-next-hint = Older (→)
viewer-of = { $count } of { $all }
viewer-shown-now = Shown now

# What a screen reader says of a photo.
viewer-photo-of =
    { $kind ->
        [film] Film of { $name }, { $date }, { $time }
       *[photo] Photo of { $name }, { $date }, { $time }
    }
viewer-photo =
    { $kind ->
        [film] Film, { $date }, { $time }
       *[photo] Photo, { $date }, { $time }
    }

# A photo that is not there, or cannot be shown.
viewer-away = The original is not there at the moment; this is a smaller copy. If it is on a drive, plug it in.
viewer-small-only = Only a small picture of this photo is left. Its original cannot be read right now.
viewer-gone = This photo is no longer in the journal
viewer-gone-about = It may have been moved to the trash. Settings shows what is in there.
viewer-problem = This picture cannot be shown right now
viewer-problem-about = Its original could not be read. What you wrote about it is safe. “Check all photos” in Settings tells more.

# What is known of a photo.
viewer-info-when = When
viewer-info-file-says = What the file says
viewer-info-age = Age
viewer-info-camera = Camera
viewer-info-exposure = Exposure
viewer-info-flash = Flash
viewer-flash-fired = fired
viewer-flash-not-fired = did not fire
viewer-info-next-time = Next time
viewer-info-look = Look
viewer-info-length = Length
viewer-info-size = Size
viewer-pixels = { $width } × { $height } pixels
viewer-info-file = File
viewer-info-format = Format
viewer-info-file-size = File size
viewer-size-bytes =
    { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
viewer-size-kb = { $count } KB
viewer-size-mb-tenths = { $whole }.{ $tenth } MB
viewer-size-mb = { $count } MB
viewer-info-ends-early = End of file missing
viewer-ends-early-photo = Part of the picture may be grey. If you still have it on the phone, copy it again.
viewer-ends-early-film = The film may stop before its end. If you still have it on the phone, copy it again.
# $source says how the moment is known.
viewer-full-moment = { $date }, { $time } ({ $source })
viewer-format-raw = camera raw
viewer-format-mp4 = MP4 film
viewer-format-mov = QuickTime film
viewer-format-preview = { $name }, preview of a raw file
viewer-format-frame = { $name }, one picture of it
viewer-format-not-shown = { $name }, kept whole but not shown
viewer-copy-picture = Copy this picture
viewer-copy-the-photo = Copy the photo
viewer-copy-hint = With your edits; without date, place or camera (Ctrl + C)
viewer-open-original = Open the original
viewer-open-original-hint = In the program of this computer that shows such photos
viewer-show-in-folder = Show in its folder

# How a photo was edited: $changes is a list of the lines below.
viewer-look-as-taken = As taken
viewer-look-edited = Edited: { $changes }. The original is untouched.
viewer-look-brightness = brightness { $amount }
viewer-look-contrast = contrast { $amount }
viewer-look-shadows = shadows { $amount }
viewer-look-highlights = highlights { $amount }
viewer-look-saturation = saturation { $amount }
viewer-look-warmth = warmth { $amount }
viewer-look-noise = grain smoothed { $amount }
viewer-look-sharpness = sharpness { $amount }
viewer-look-look = { $look } { $strength } %
viewer-look-mirrored = flipped
viewer-look-right = turned right
viewer-look-half = turned upside down
viewer-look-left = turned left
viewer-look-straightened = straightened
viewer-look-cropped = cropped

# A copy of a photo.
viewer-copy-about = With your edits, as a file for others. The original stays in the journal.
viewer-copy-save = Save a copy…
viewer-copy-size = Size
viewer-copy-full = Full size
viewer-copy-large = Large
viewer-copy-messages = For messages
viewer-copy-kind = Kind of file
viewer-copy-jpeg = Read everywhere. If in doubt, take this.
viewer-copy-png = Without any loss, and several times as large.
viewer-copy-webp = Smaller, for the web.
viewer-copy-tells = The file tells besides the picture
viewer-copy-nothing = Nothing
viewer-copy-dates = Date
viewer-copy-all = Camera and date
viewer-copy-everything = Everything
viewer-copy-nothing-about = Only the picture: no date, no camera, no place.
viewer-copy-dates-about = When it was taken. No camera, no place.
viewer-copy-all-about = What the camera wrote, but not where it was taken.
viewer-copy-everything-about = What the camera wrote. If it knew the place, whoever gets the file can see where you were.
# Name of a file, without its ending; then what a file without a name is called.
viewer-copy-file = { $name } – copy
viewer-copy-photo = Photo
viewer-film-file = Film

# A film.
viewer-play-film = Play the film
viewer-play-film-length = Play the film, { $length }
viewer-play-hint = A copy opens in the player of this computer
viewer-film-title = Save the film
viewer-film-about = Whole, with picture and sound as they were taken. The original stays in the journal.
viewer-film-tells = The film tells besides
viewer-film-dates = Date and camera
viewer-film-dates-about = When and with what it was taken. The place is taken out, if the camera wrote it. What can be seen and heard stays: think of house numbers and voices.
viewer-film-everything-about = What the camera wrote. If it knew the place, whoever gets the film can see where you were.
viewer-film-save = Save the film…

# Parts that every view is made of.

widget-of = { $count } of { $all }
widget-changed = Changed
widget-favourite = Favourite
widget-photo = Photo
widget-stop = Stop: { $title }
widget-messages = Messages
widget-message-close = Close this message
widget-search-clear = Search for nothing

widget-earlier = Earlier words
widget-earlier-when =
    { $place ->
        [here] Written here, { $day }, { $time }
       *[there] Written in the other journal, { $day }, { $time }
    }
widget-earlier-none = No words.
widget-earlier-use = Use this instead

widget-crop = Crop
widget-crop-part = from { $left } % to { $right } % across, from { $top } % to { $bottom } % down
widget-crop-inside = What is kept of the photo
widget-crop-top = Upper edge of the crop
widget-crop-bottom = Lower edge of the crop
widget-crop-left = Left edge of the crop
widget-crop-right = Right edge of the crop
widget-crop-top-left = Upper left corner of the crop
widget-crop-top-right = Upper right corner of the crop
widget-crop-bottom-left = Lower left corner of the crop
widget-crop-bottom-right = Lower right corner of the crop

widget-hint = Hint about the light of this photo
widget-hint-away = Put this hint away
widget-hint-settings = Settings can hide all hints

widget-light-none = Light in this photo: no photo
widget-light-dark = Light in this photo: mostly dark
widget-light-bright = Light in this photo: mostly bright
widget-light-middle = Light in this photo: mostly mid-tones
widget-light-spread = Light in this photo: spread from dark to bright

widget-preset-use = Use the preset “{ $name }”
widget-preset-remove = Remove the preset “{ $name }”

# $label is the label of the slider as it stands within a sentence.
widget-slider-reset = Reset { $label }
widget-slider-number = { $label }, as a number
# $sign is a plus, a minus or nothing.
widget-degrees = { $sign }{ $whole }.{ $tenth }°

# $unit is what is counted: seconds, days.
widget-stepper-fewer = Fewer { $unit }
widget-stepper-more = More { $unit }
widget-stepper-none = Leave out

widget-tags = Tags
widget-tag-new = New tag
widget-tag-hint = Add a tag…
widget-tag-add = Add the tag “{ $tag }”
widget-tag-remove = Remove the tag “{ $tag }”
widget-tag-too-long = A tag holds at most { $most } characters; this has { $count }. More words have their place in the note.
widget-tags-more = { $count } more
widget-tags-fewer = Fewer
