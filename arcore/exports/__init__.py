"""Files of long lists: made by a job, kept for a week, given to the person who asked.

The page kit (`arcore.ui.export`) writes the file and knows the list; this app knows the queue.

models    a made file, in parts, so that it lies where every web server of the company finds it
making    which list an address names, and whether the person may see it
tasks     the job, and forgetting files
views     ask for a file; download it
"""
