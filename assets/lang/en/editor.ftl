# Editing a photo.

# The picture
editor-view-name-as-taken = The photo as taken
editor-view-name-edited = The photo with your edits
editor-view-as-taken = As taken
editor-view-small-only = Only a small picture of this photo is left. Its original cannot be read right now.
editor-view-dim = Dim for the night
editor-view-true-colours = Show true colours
editor-view-gone-title = This photo is no longer in the journal
editor-view-gone = It may have been moved to the trash. Settings shows what is in there.
editor-view-back = Back

# As taken and edited, side by side
editor-view-split = As taken and edited, side by side
editor-view-split-hint = As taken and edited, side by side (S)
editor-view-split-line = Line between as taken and edited
editor-view-edited = Edited

# The tools
editor-view-done = Done
editor-view-light = Light
editor-view-colour = Colour
editor-view-detail = Detail
editor-view-look = Look
editor-view-crop-and-turn = Crop and turn
editor-view-use-again = Use again
editor-view-reset-all = Reset all
editor-view-promise = The original stays untouched. Changes are saved as you make them.
editor-view-read-only = This library can only be looked at, so nothing can be changed here.
editor-view-crop-begin = Crop and straighten…
editor-view-crop-change = Change the crop…
editor-view-crop-hint = Choose what is kept of the photo, and level it (C)
editor-view-title = Edit photo
editor-view-undo = Undo
editor-view-redo = Redo
editor-view-histogram-hint = How light and dark are spread: dark at the left, bright at the right
editor-view-turn-left = Turn left
editor-view-turn-left-hint = Turn left (Shift + R)
editor-view-turn-right = Turn right
editor-view-turn-right-hint = Turn right (R)
editor-view-mirror = Mirror
editor-view-mirror-hint = Flip left to right (H)
editor-view-flip = Flip over
editor-view-flip-hint = Flip top to bottom (Shift + H)
editor-view-compare = Hold to see it as taken
editor-view-compare-hint = Hold to see the photo as taken, or hold the key B

# Light, colour and detail
editor-view-auto = Auto
editor-view-auto-hint = Let the program choose light and colour from the photo itself (A)
editor-view-auto-working = Looking at the light…
editor-view-auto-nothing = The light is good as it is, so nothing was changed.
editor-view-auto-grain = As bright as it can be without becoming grain.
editor-view-auto-sliders = As bright as the sliders can make it.
editor-view-auto-black = This photo is black all over; there is no light in it to bring back.
editor-view-brightness = Brightness
editor-view-contrast = Contrast
editor-view-shadows = Shadows
editor-view-highlights = Highlights
editor-view-saturation = Saturation
editor-view-warmth = Warmth
editor-view-noise = Smooth grain
editor-view-sharpness = Sharpness
editor-view-auto-told = Set { $changes }. Undo takes it back.

# What was changed, with its new amount: first in its line, or after a comma. Amounts are text such as +12 or −3.
editor-view-step-brightness =
    { $place ->
        [inside] brightness { $amount }
       *[first] Brightness { $amount }
    }
editor-view-step-contrast =
    { $place ->
        [inside] contrast { $amount }
       *[first] Contrast { $amount }
    }
editor-view-step-shadows =
    { $place ->
        [inside] shadows { $amount }
       *[first] Shadows { $amount }
    }
editor-view-step-highlights =
    { $place ->
        [inside] highlights { $amount }
       *[first] Highlights { $amount }
    }
editor-view-step-saturation =
    { $place ->
        [inside] saturation { $amount }
       *[first] Saturation { $amount }
    }
editor-view-step-warmth =
    { $place ->
        [inside] warmth { $amount }
       *[first] Warmth { $amount }
    }
editor-view-step-noise =
    { $place ->
        [inside] smooth grain { $amount }
       *[first] Smooth grain { $amount }
    }
editor-view-step-sharpness =
    { $place ->
        [inside] sharpness { $amount }
       *[first] Sharpness { $amount }
    }
editor-view-step-smoothing = smoothing { $amount }

# The looks
editor-view-look-none = None
editor-view-look-strength = Strength

# The crop
editor-view-crop-cancel-hint = Back to the crop there was (Esc)
editor-view-crop-done-hint = Keep this crop (Enter)
editor-view-crop = Crop
editor-view-crop-about = Move the frame or pull its edges. What lies outside is hidden, never thrown away.
editor-view-straighten = Straighten
editor-view-proportions = Proportions
editor-view-crop-whole = Show the whole photo
editor-view-ratio-free = Free
editor-view-ratio-original = Original
editor-view-ratio-square = Square

# Steps
editor-view-steps = Steps
editor-view-steps-list = Steps, the last one first
editor-view-step-start = As it was when you began
editor-view-step-undone = Undone
editor-view-step-changed = Changed
editor-view-step-light-and-colour = Light and colour

# $name is the name of a look, $small the same in small letters.
editor-view-step-look =
    { $place ->
        [inside] { $small }
       *[first] { $name }
    }
editor-view-step-look-part =
    { $place ->
        [inside] { $small } { $percent } %
       *[first] { $name } { $percent } %
    }
editor-view-step-no-look =
    { $place ->
        [inside] no look
       *[first] No look
    }
editor-view-step-two = { $first }, { $second }
editor-view-step-lie-right =
    { $place ->
        [inside] turned right
       *[first] Turned right
    }
editor-view-step-lie-left =
    { $place ->
        [inside] turned left
       *[first] Turned left
    }
editor-view-step-lie-mirrored =
    { $place ->
        [inside] mirrored
       *[first] Mirrored
    }
editor-view-step-lie-flipped =
    { $place ->
        [inside] flipped over
       *[first] Flipped over
    }
editor-view-step-lie-crop-and-level =
    { $place ->
        [inside] cropped and straightened
       *[first] Cropped and straightened
    }
editor-view-step-lie-crop =
    { $place ->
        [inside] cropped
       *[first] Cropped
    }
editor-view-step-lie-level =
    { $place ->
        [inside] straightened
       *[first] Straightened
    }
editor-view-step-lie-turned =
    { $place ->
        [inside] turned
       *[first] Turned
    }

# Used again
editor-view-presets = Your presets
editor-view-presets-about = Keep light, colour, detail and look under a name, and use them on other photos.
editor-view-copy = Copy edits
editor-view-copy-hint = Remember light, colour, detail and look (Ctrl + Shift + C). Crop and turn stay with their photo.
editor-view-paste = Paste edits
editor-view-paste-hint = Give this photo the copied light, colour, detail and look (Ctrl + Shift + V). Its own crop and turn stay.
editor-view-paste-nothing = Copy the edits of a photo first.
editor-view-preset-begin = Save as preset…
editor-view-preset-name = Name of the preset
editor-view-preset-example = By the window
editor-view-preset-replace = Replace
editor-view-preset-save = Save preset
editor-view-preset-not-now = Not now
editor-view-apply-entry = Apply to all photos of this entry
editor-view-apply-night = Apply to all photos of this night
editor-view-apply-entry-hint =
    { $count ->
        [one] Give { $count } other photo of this entry this light, colour, detail and look, in one step that can be undone. Each keeps its own crop and turn.
       *[other] Give { $count } other photos of this entry this light, colour, detail and look, in one step that can be undone. Each keeps its own crop and turn.
    }
editor-view-apply-night-hint =
    { $count ->
        [one] Give { $count } other photo of this night (from five in the morning to five in the next) this light, colour, detail and look, in one step that can be undone. Each keeps its own crop and turn.
       *[other] Give { $count } other photos of this night (from five in the morning to five in the next) this light, colour, detail and look, in one step that can be undone. Each keeps its own crop and turn.
    }
