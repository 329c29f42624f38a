"""What pages are made of: charts, panels, training, own points, the view for a hall.

Only `app.py` and the pages import it; `tasks` is a page of questions.
"""
