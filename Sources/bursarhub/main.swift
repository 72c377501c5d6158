print("bursarhub")
