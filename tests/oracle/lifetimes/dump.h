// A LinkGraph as JSON: what the tests compare with our own tables.
#pragma once

#include "llvm/ExecutionEngine/JITLink/JITLink.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <string>

namespace recorder {

/// `S`, `F` or `N`.
llvm::StringRef letterOf(llvm::orc::MemLifetime Lifetime);

/// What is known about blocks and symbols of a graph beyond the graph itself.
struct GraphFacts {
  /// The object file's bytes, which the graph's blocks point into until something asks for a mutable copy.
  llvm::StringRef Object;
  /// Place of each block in the file: settles the order of blocks that share an address.
  std::map<const llvm::jitlink::Block *, unsigned> FileOrder;
  /// Where a block's content lay at each stage: `file`, `graph` or `memory`.
  std::map<const llvm::jitlink::Block *, std::string> Places;
  /// Symbols that only keep metadata alive: the recorder's own, so they are not dumped.
  std::map<const llvm::jitlink::Symbol *, bool> Keepers;

  explicit GraphFacts(llvm::StringRef Object) : Object(Object) {}
  /// Notes the order of blocks; call it before anything changes the graph.
  void noteOrder(llvm::jitlink::LinkGraph &G);
  /// Adds a stage to `Places` for each block with content.
  void notePlaces(llvm::jitlink::LinkGraph &G);
  /// `file`, `graph` or `memory`.
  llvm::StringRef placeOf(llvm::ArrayRef<char> Content) const;
};

/// Lifetime letter of a name that another graph of the session defines; empty if none does.
using LifetimeOfName = std::map<std::string, llvm::orc::MemLifetime>;

/// Sections, blocks, symbols, edges, externals, absolutes. With `WithContent` the bytes as well.
llvm::json::Object dumpGraph(llvm::jitlink::LinkGraph &G, const GraphFacts &Facts, bool WithContent);

/// Segments of the graph in layout order, with LLVM's own sizes. Addresses are those of the placed blocks.
llvm::json::Array dumpSegments(llvm::jitlink::LinkGraph &G, uint64_t PageSize);

/// Counts of relocation edges by policy of both ends and by kind.
llvm::json::Array dumpCrossings(llvm::jitlink::LinkGraph &G, const LifetimeOfName &Defined);

} // namespace recorder
