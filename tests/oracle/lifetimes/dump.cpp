#include "dump.h"
#include "machine.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h"
#include <algorithm>
#include <climits>
#include <tuple>

using namespace llvm;
using namespace llvm::jitlink;

namespace recorder {

StringRef letterOf(orc::MemLifetime Lifetime) {
  switch (Lifetime) {
  case orc::MemLifetime::Standard:
    return "S";
  case orc::MemLifetime::Finalize:
    return "F";
  case orc::MemLifetime::NoAlloc:
    return "N";
  }
  return "?";
}

namespace {

std::string protectionText(orc::MemProt Protection) {
  std::string Text;
  raw_string_ostream(Text) << Protection;
  return Text;
}

template <typename RangeT> auto sorted(RangeT &&Range, const GraphFacts *Facts) {
  std::vector<Block *> Blocks(Range.begin(), Range.end());
  auto Key = [&](const Block *B) {
    unsigned Order = UINT_MAX;
    if (Facts && Facts->FileOrder.count(B))
      Order = Facts->FileOrder.at(B);
    return std::make_tuple(B->getSection().getOrdinal(), B->getAddress().getValue(), Order, B->getSize());
  };
  std::sort(Blocks.begin(), Blocks.end(), [&](const Block *A, const Block *B) { return Key(A) < Key(B); });
  return Blocks;
}

std::vector<Section *> sectionsOf(LinkGraph &G) {
  std::vector<Section *> Sections;
  for (Section &S : G.sections())
    Sections.push_back(&S);
  std::sort(Sections.begin(), Sections.end(),
            [](const Section *A, const Section *B) { return A->getOrdinal() < B->getOrdinal(); });
  return Sections;
}

json::Value nameOf(const Symbol &S) {
  if (!S.hasName())
    return nullptr;
  return (*S.getName()).str();
}

json::Array dumpSymbols(Block &B, const GraphFacts &Facts) {
  std::vector<std::pair<std::tuple<uint64_t, std::string, uint64_t>, json::Value>> Rows;
  for (Symbol *S : B.getSection().symbols()) {
    if (&S->getBlock() != &B || Facts.Keepers.count(S))
      continue;
    std::string Name = S->hasName() ? (*S->getName()).str() : "";
    Rows.push_back({{S->getOffset(), Name, S->getSize()},
                    json::Array{nameOf(*S), static_cast<int64_t>(S->getOffset()), static_cast<int64_t>(S->getSize()),
                                getLinkageName(S->getLinkage()), getScopeName(S->getScope()),
                                S->isLive() ? "live" : "dead"}});
  }
  std::sort(Rows.begin(), Rows.end(), [](const auto &A, const auto &B) { return A.first < B.first; });
  json::Array List;
  for (auto &Row : Rows)
    List.push_back(std::move(Row.second));
  return List;
}

/// Offset, kind, addend, and the target's name or, if it has none, null and its address.
json::Array dumpEdges(const LinkGraph &G, const Block &B) {
  json::Array List;
  for (const Edge &E : B.edges()) {
    const Symbol &Target = E.getTarget();
    json::Array Row{static_cast<int64_t>(E.getOffset()), G.getEdgeKindName(E.getKind()), E.getAddend(), nameOf(Target)};
    if (!Target.hasName())
      Row.push_back(hex(Target.getAddress().getValue()));
    List.push_back(std::move(Row));
  }
  return List;
}

json::Object dumpBlock(const LinkGraph &G, Block &B, const GraphFacts &Facts, bool WithContent) {
  json::Object Row{{"section", B.getSection().getName()},
                   {"address", hex(B.getAddress().getValue())},
                   {"size", static_cast<int64_t>(B.getSize())},
                   {"alignment", static_cast<int64_t>(B.getAlignment())},
                   {"alignmentOffset", static_cast<int64_t>(B.getAlignmentOffset())},
                   {"symbols", dumpSymbols(B, Facts)},
                   {"edges", dumpEdges(G, B)}};
  if (B.isZeroFill())
    Row["zeroFill"] = true;
  else if (WithContent)
    Row["content"] = toHex(StringRef(B.getContent().data(), B.getSize()), /*LowerCase=*/true);
  auto Places = Facts.Places.find(&B);
  if (Places != Facts.Places.end())
    Row["places"] = Places->second;
  return Row;
}

template <typename RangeT> json::Array dumpOutside(RangeT &&Symbols) {
  std::map<std::string, json::Value> ByName;
  for (Symbol *S : Symbols) {
    json::Object Row{{"name", nameOf(*S)}, {"address", hex(S->getAddress().getValue())}};
    if (S->isExternal() && S->isWeaklyReferenced())
      Row["weaklyReferenced"] = true;
    ByName.insert({(*S->getName()).str(), std::move(Row)});
  }
  json::Array List;
  for (auto &Entry : ByName)
    List.push_back(std::move(Entry.second));
  return List;
}

} // namespace

void GraphFacts::noteOrder(LinkGraph &G) {
  // In an object file, content lies in the order of its sections; zero-fill has no content and comes behind.
  std::vector<Block *> Blocks(G.blocks().begin(), G.blocks().end());
  auto Key = [](const Block *B) {
    return std::make_tuple(B->isZeroFill(), B->isZeroFill() ? nullptr : B->getContent().data(), B->getSize());
  };
  std::sort(Blocks.begin(), Blocks.end(), [&](const Block *A, const Block *B) { return Key(A) < Key(B); });
  for (unsigned I = 0; I < Blocks.size(); ++I)
    FileOrder[Blocks[I]] = I;
}

StringRef GraphFacts::placeOf(ArrayRef<char> Content) const {
  if (isPlaced(Content.data()))
    return "memory";
  return Object.begin() <= Content.data() && Content.data() <= Object.end() ? "file" : "graph";
}

void GraphFacts::notePlaces(LinkGraph &G) {
  for (Block *B : G.blocks()) {
    if (B->isZeroFill())
      continue;
    std::string &Text = Places[B];
    Text += (Text.empty() ? "" : " ") + placeOf(B->getContent()).str();
  }
}

json::Object dumpGraph(LinkGraph &G, const GraphFacts &Facts, bool WithContent) {
  json::Array Sections, Blocks;
  for (Section *S : sectionsOf(G)) {
    Sections.push_back(json::Array{S->getName(), protectionText(S->getMemProt()), letterOf(S->getMemLifetime())});
    for (Block *B : sorted(S->blocks(), &Facts))
      Blocks.push_back(dumpBlock(G, *B, Facts, WithContent));
  }
  return json::Object{{"file", G.getName()},
          {"triple", G.getTargetTriple().str()},
          {"sections", std::move(Sections)},
          {"blocks", std::move(Blocks)},
          {"externals", dumpOutside(G.external_symbols())},
          {"absolutes", dumpOutside(G.absolute_symbols())}};
}

json::Array dumpSegments(LinkGraph &G, uint64_t PageSize) {
  std::map<uint8_t, uint64_t> Starts;
  auto IdOf = [](orc::MemProt Protection, orc::MemLifetime Lifetime) {
    return static_cast<uint8_t>(static_cast<unsigned>(Protection) | static_cast<unsigned>(Lifetime) << 3);
  };
  for (Block *B : G.blocks()) {
    uint8_t Id = IdOf(B->getSection().getMemProt(), B->getSection().getMemLifetime());
    uint64_t Start = B->getAddress().getValue() / PageSize * PageSize;
    auto Known = Starts.insert({Id, Start}).first;
    Known->second = std::min(Known->second, Start);
  }
  json::Array List;
  BasicLayout Layout(G);
  for (auto &[Group, Segment] : Layout.segments())
    List.push_back(json::Object{
        {"protection", protectionText(Group.getMemProt())},
        {"lifetime", letterOf(Group.getMemLifetime())},
        {"address", hex(Starts[IdOf(Group.getMemProt(), Group.getMemLifetime())])},
        {"contentSize", static_cast<int64_t>(Segment.ContentSize)},
        {"zeroFillSize", static_cast<int64_t>(Segment.ZeroFillSize)},
        {"alignment", static_cast<int64_t>(Segment.Alignment.value())},
        {"reserved", static_cast<int64_t>(alignTo(Segment.ContentSize + Segment.ZeroFillSize, PageSize))}});
  return List;
}

json::Array dumpCrossings(LinkGraph &G, const LifetimeOfName &Defined) {
  std::map<std::tuple<std::string, std::string, std::string>, int64_t> Counts;
  auto TargetLetter = [&](const Symbol &Target) -> std::string {
    if (Target.isDefined())
      return letterOf(Target.getSection().getMemLifetime()).str();
    auto Elsewhere = Target.hasName() ? Defined.find((*Target.getName()).str()) : Defined.end();
    return Elsewhere == Defined.end() ? "out" : letterOf(Elsewhere->second).str();
  };
  for (Block *B : G.blocks())
    for (Edge &E : B->edges())
      if (E.isRelocation())
        ++Counts[{letterOf(B->getSection().getMemLifetime()).str(), TargetLetter(E.getTarget()),
                  G.getEdgeKindName(E.getKind())}];
  json::Array List;
  for (auto &[Key, Count] : Counts)
    List.push_back(json::Array{std::get<0>(Key), std::get<1>(Key), std::get<2>(Key), Count});
  return List;
}

} // namespace recorder
