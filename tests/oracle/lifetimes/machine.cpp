#include "machine.h"

#include <cstdio>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

using namespace llvm;
using namespace llvm::orc;
using namespace llvm::orc::shared;

namespace {

uint64_t First = 0;
uint64_t Next = 0;

/// Only calls about placed memory are events; LLVM maps other things as well, object files among them.
bool concerns(const void *Address) { return First != 0 && recorder::isPlaced(Address); }

std::string protectionText(bool Read, bool Write, bool Exec) {
  return std::string(Read ? "R" : "-") + (Write ? "W" : "-") + (Exec ? "X" : "-");
}

json::Object range(const void *Address, size_t Size) {
  return json::Object{{"address", recorder::hex(reinterpret_cast<uint64_t>(Address))},
                      {"size", static_cast<int64_t>(Size)}};
}

} // namespace

extern "C" void *mmap(void *Address, size_t Size, int Protection, int Flags, int File, off_t Offset) noexcept {
  bool Anonymous = First != 0 && File == -1 && Address == nullptr && (Flags & MAP_ANONYMOUS) != 0;
  if (Anonymous) {
    Address = reinterpret_cast<void *>(Next);
    Flags |= MAP_FIXED_NOREPLACE;
  }
  long Result = syscall(SYS_mmap, Address, Size, Protection, Flags, File, Offset);
  if (Anonymous && Result != -1) {
    auto PageSize = static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
    Next += (Size + PageSize - 1) / PageSize * PageSize;
    recorder::note("reserve", range(Address, Size));
  }
  return reinterpret_cast<void *>(Result);
}

extern "C" int munmap(void *Address, size_t Size) noexcept {
  if (concerns(Address))
    recorder::note("release", range(Address, Size));
  return static_cast<int>(syscall(SYS_munmap, Address, Size));
}

extern "C" int mprotect(void *Address, size_t Size, int Protection) noexcept {
  if (concerns(Address)) {
    json::Object Fields = range(Address, Size);
    Fields["protection"] =
        protectionText((Protection & PROT_READ) != 0, (Protection & PROT_WRITE) != 0, (Protection & PROT_EXEC) != 0);
    recorder::note("protect", std::move(Fields));
  }
  return static_cast<int>(syscall(SYS_mprotect, Address, Size, Protection));
}

namespace recorder {

json::Array &events() {
  static json::Array All;
  return All;
}

void note(StringRef Event, json::Object Fields) {
  Fields["event"] = Event;
  events().push_back(std::move(Fields));
}

std::string hex(uint64_t Value) {
  char Text[19];
  snprintf(Text, sizeof Text, "0x%llx", static_cast<unsigned long long>(Value));
  return Text;
}

void watchMemory(uint64_t Base) { First = Next = Base; }

bool isPlaced(const void *Address) {
  auto Value = reinterpret_cast<uint64_t>(Address);
  return First <= Value && Value < Next;
}

std::string protectionAt(uint64_t Address) {
  FILE *Maps = fopen("/proc/self/maps", "r");
  char Line[512];
  std::string Found = "gone";
  while (Maps && fgets(Line, sizeof Line, Maps)) {
    unsigned long long Start, End;
    char Bits[5];
    if (sscanf(Line, "%llx-%llx %4s", &Start, &End, Bits) == 3 && Start <= Address && Address < End)
      Found = protectionText(Bits[0] == 'r', Bits[1] == 'w', Bits[2] == 'x');
  }
  if (Maps)
    fclose(Maps);
  return Found;
}

namespace {

using SPSNotedAction = SPSArgList<SPSString, uint64_t, bool, bool, uint64_t, uint64_t>;

std::vector<uint64_t> Segments;

/// What the executor side of a noted action does.
CWrapperFunctionBuffer runNoted(const char *Data, size_t Size) {
  return WrapperFunction<SPSError(SPSString, uint64_t, bool, bool, uint64_t, uint64_t)>::handle(
             Data, Size,
             [](std::string File, uint64_t Pair, bool IsDealloc, bool Fails, uint64_t Reads,
                uint64_t Function) -> Error {
               json::Array Memory;
               for (uint64_t Address : Segments)
                 Memory.push_back(protectionAt(Address));
               json::Object Fields{{"file", File},
                                   {"pair", static_cast<int64_t>(Pair)},
                                   {"half", IsDealloc ? "dealloc" : "finalize"},
                                   {"ok", !Fails},
                                   {"memory", std::move(Memory)}};
               if (Reads != 0)
                 Fields["reads"] = static_cast<int64_t>(*reinterpret_cast<uint32_t *>(Reads));
               note("action", std::move(Fields));
               if (Function != 0)
                 return WrapperFunctionCall(ExecutorAddr(Function), {}).runWithSPSRetErrorMerged();
               if (!Fails)
                 return Error::success();
               return make_error<StringError>("action " + std::to_string(Pair) + " was told to fail",
                                              inconvertibleErrorCode());
             })
      .release();
}

WrapperFunctionCall makeCall(const std::string &File, unsigned Number, Half H, bool IsDealloc) {
  if (H.Does == Half::Absent)
    return {};
  return cantFail(WrapperFunctionCall::Create<SPSNotedAction>(ExecutorAddr::fromPtr(runNoted), File, uint64_t(Number),
                                                              IsDealloc, H.Does == Half::Fails, H.Reads, H.Function));
}

} // namespace

void watchSegment(uint64_t Address) { Segments.push_back(Address); }

AllocActionCallPair makePair(const std::string &File, unsigned Number, Half Finalize, Half Dealloc) {
  return {makeCall(File, Number, Finalize, false), makeCall(File, Number, Dealloc, true)};
}

} // namespace recorder
