"""A page of questions: its task, the learner's progress, what a lesson link tailors.

The pages of questions import `page`; the index of questions imports `progress`.
"""
