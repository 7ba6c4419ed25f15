# Words used in more than one place.

word-cancel = Cancel
like-this-computer = Like this computer

appearance-light = Light
appearance-dark = Dark
appearance-night = Night light

calendar-previous = Previous month
calendar-next = Next month
calendar-previous-year = Previous year
calendar-next-year = Next year
# The title of the calendar, as a button.
calendar-months = { $month }: choose a month
calendar-days = { $year }: back to the days

count-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
