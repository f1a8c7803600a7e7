/* Compiled with -g: debug sections are full of addresses, but no program ever loads them. */
struct point { int x, y; };

struct point origin = {1, 2};

static int square(int n) { return n * n; }

int distance2(const struct point *p) {
  int dx = p->x - origin.x;
  int dy = p->y - origin.y;
  return square(dx) + square(dy);
}
