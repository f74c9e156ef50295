"""The aging: open amounts by age, by customer and currency, on one day."""
