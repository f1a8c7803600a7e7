namespace room {
enum class Kind { Small, Large };
template <typename T> struct Box {
  T value;
  Kind kind;
  T get() const { return value; }
  template <typename U> U as() const { return static_cast<U>(value); }
};
struct Thing {
  virtual ~Thing();
  virtual int weight() const = 0;
  static int count;
};
struct Stone final : Thing {
  int grams = 3;
  int weight() const override { return grams; }
};
Thing::~Thing() { count--; }
int Thing::count = 0;
inline int twice(int x) { return 2 * x; }
} // namespace room
int open(room::Box<int> box) {
  auto add = [&](int more) { return box.get() + more; };
  return add(room::twice(4)) + static_cast<int>(box.as<long>());
}
int weigh() {
  room::Stone stone;
  return stone.weight();
}
