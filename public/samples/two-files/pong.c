/* The other half. It defines volley, which both use. */
extern int ping(int);
int volley = 21;

int pong(int n) { return n <= 0 ? volley : ping(n - 1) + 1; }
