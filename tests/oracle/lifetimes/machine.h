// What really happens to memory while JITLink links, as a list of events.
//
// The recorder links with LLVM's own InProcessMemoryManager. That one takes its memory from mmap, wherever the kernel
// likes, so its addresses change from run to run. This program therefore has an mmap, munmap and mprotect of its own,
// which the dynamic linker prefers to the C library's: they hand on every call, choose the address of anonymous memory
// (from a base upwards, never twice), and write the call down. So the manager's layout is LLVM's and not a copy of it,
// addresses are the same in every run, and what is protected and released, and when, is seen and not assumed.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/ExecutionEngine/Orc/Shared/AllocationActions.h"
#include "llvm/ExecutionEngine/Orc/Shared/MemoryFlags.h"
#include "llvm/Support/JSON.h"
#include <string>

namespace recorder {

/// Everything that has happened so far, one object for each event.
llvm::json::Array &events();

/// Adds an event with its fields.
void note(llvm::StringRef Event, llvm::json::Object Fields = {});

/// `0x` and lower-case digits.
std::string hex(uint64_t Value);

/// From now on anonymous memory is placed from `Base` upwards and calls are noted.
void watchMemory(uint64_t Base);

/// Whether an address is in memory that was placed there.
bool isPlaced(const void *Address);

/// Protection of the page at an address as the kernel has it, such as `R-X`, or `gone`.
std::string protectionAt(uint64_t Address);

/// One half of a pair of allocation actions.
struct Half {
  enum Behaviour { Absent, Runs, Fails } Does = Absent;
  /// Address of an action that it hands over to, a part of the linked code itself; 0 for none.
  uint64_t Function = 0;
  /// Address of a 32-bit word that the action notes when it runs; 0 for none.
  uint64_t Reads = 0;
};

/// From now on every action looks at this address when it runs.
void watchSegment(uint64_t Address);

/// A pair whose halves, when run, note that they ran and how each watched segment is protected at that moment. `Number`
/// is its place among the pairs of its file, from 1.
llvm::orc::shared::AllocActionCallPair makePair(const std::string &File, unsigned Number, Half Finalize, Half Dealloc);

} // namespace recorder
