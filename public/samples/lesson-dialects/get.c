/* One way to a number over a pointer: two places where an address is missing, in whatever dialect it is written. */
int x = 5;
int *px = &x;

int get(void) { return *px; }
