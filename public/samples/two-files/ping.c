/* ping and pong need each other; the linker ties them together by name. */
extern int pong(int);
extern int volley;

int ping(int n) { return n <= 0 ? volley : pong(n - 1); }
