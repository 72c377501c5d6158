import BursarHubCommand

BursarHub.start()
