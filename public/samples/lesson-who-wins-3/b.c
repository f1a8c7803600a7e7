/* A strong definition of level, and the definition of shared. */
int shared = 70;

int level(void) { return 6; }
