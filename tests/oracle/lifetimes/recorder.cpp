// Links object files with LLVM's JITLink, with memory lifetimes and protections given by section name, and says what
// came out and what happened on the way. llvm-jitlink cannot do that: it knows no lifetimes but those of the file.
//
// Reads a case as JSON from standard input and writes a record as JSON to standard output; file names are relative to
// the working directory. cases.ts describes the fields of a case, golden.ts those of a record. Memory comes from LLVM's
// InProcessMemoryManager, at addresses of our choice (machine.h).
//
// All files are one session: each is linked up to its lookup of external names; when all have published their
// addresses, the lookups are answered in file order. Names that nobody defines are errors, or 0 if the case says so.
#include "dump.h"
#include "machine.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/ExecutionEngine/JITLink/JITLink.h"
#include "llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include <optional>
#include <set>

using namespace llvm;
using namespace llvm::jitlink;
using namespace recorder;

namespace {

ExitOnError Must("recorder: ");

Error failure(const Twine &Text) { return make_error<StringError>(Text, inconvertibleErrorCode()); }

/// One input of the session and what became of it.
struct Input {
  std::string Name;
  std::unique_ptr<MemoryBuffer> Buffer;
  std::string Untouched;
  GraphFacts Facts;
  std::unique_ptr<LinkGraph> Graph;
  json::Object Record;
  JITLinkMemoryManager::FinalizedAlloc Alloc;
  JITLinkContext::LookupMap Wanted;
  std::unique_ptr<JITLinkAsyncLookupContinuation> Continuation;

  explicit Input(std::unique_ptr<MemoryBuffer> Buffer)
      : Name(Buffer->getBufferIdentifier()), Buffer(std::move(Buffer)), Untouched(this->Buffer->getBuffer()),
        Facts(this->Buffer->getBuffer()) {}
};

StringRef textOf(const json::Object &O, StringRef Key, StringRef Default = "") {
  return O.getString(Key).value_or(Default);
}

uint64_t addressOf(const json::Value &V) {
  uint64_t Value = 0;
  if (V.getAsString().value_or("").getAsInteger(0, Value))
    Must(failure("an address is not a number"));
  return Value;
}

/// Calls `Each` for the objects of a list that are about input `Index`; an entry without `file` is about the first one.
template <typename FunctionT>
void forInput(const json::Object &Case, StringRef List, size_t Index, FunctionT Each) {
  if (const json::Array *Rows = Case.getArray(List))
    for (const json::Value &Row : *Rows)
      if (static_cast<size_t>(Row.getAsObject()->getInteger("file").value_or(0)) == Index)
        Each(*Row.getAsObject());
}

class Session {
public:
  explicit Session(json::Object Case)
      : Case(std::move(Case)), PageSize(this->Case.getInteger("pageSize").value_or(4096)), Memory(PageSize) {}

  json::Object run();

  json::Object Case;
  uint64_t PageSize;
  InProcessMemoryManager Memory;
  /// Names of all graphs; lookups refer to them after a graph is gone.
  std::shared_ptr<orc::SymbolStringPool> Pool = std::make_shared<orc::SymbolStringPool>();
  std::vector<Input> Inputs;
  /// Which input's definition of a name counts: the first strong one, else the first.
  std::map<std::string, size_t> Winner;
  std::map<std::string, orc::ExecutorSymbolDef> Addresses;
  LifetimeOfName Lifetimes;

private:
  void build();
  void applyRules(LinkGraph &G);
  void chooseDefinitions();
  void answer(Input &In);
  void deallocate();
};

class Context : public JITLinkContext {
public:
  Context(Session &S, size_t Index) : JITLinkContext(nullptr), S(S), Index(Index) {}

  JITLinkMemoryManager &getMemoryManager() override { return S.Memory; }

  void notifyFailed(Error Err) override {
    std::string Text = toString(std::move(Err));
    in().Record["failed"] = Text;
    note("failed", json::Object{{"file", in().Name}, {"error", Text}});
  }

  void lookup(const LookupMap &Symbols, std::unique_ptr<JITLinkAsyncLookupContinuation> Continuation) override {
    in().Wanted = Symbols;
    in().Continuation = std::move(Continuation);
  }

  Error notifyResolved(LinkGraph &G) override {
    in().Facts.notePlaces(G);
    for (Symbol *Sym : G.defined_symbols()) {
      if (!Sym->hasName() || Sym->getScope() == Scope::Local)
        continue;
      JITSymbolFlags Flags = JITSymbolFlags::Exported;
      if (Sym->getLinkage() == Linkage::Weak)
        Flags |= JITSymbolFlags::Weak;
      S.Addresses.insert({(*Sym->getName()).str(), {Sym->getAddress(), Flags}});
    }
    in().Record["graph"] = dumpGraph(G, in().Facts, /*WithContent=*/false);
    note("resolved", json::Object{{"file", in().Name}});
    return failIn("resolved");
  }

  void notifyFinalized(JITLinkMemoryManager::FinalizedAlloc Alloc) override {
    note("finalized", json::Object{{"file", in().Name}, {"allocation", static_cast<bool>(Alloc)}});
    in().Alloc = std::move(Alloc);
  }

  LinkGraphPassFunction getMarkLivePass(const Triple &) const override {
    return [this](LinkGraph &G) { return markRoots(G); };
  }

  Error modifyPassConfig(LinkGraph &, PassConfiguration &Config) override {
    addPasses("prePrune", Config.PrePrunePasses);
    addPasses("postPrune", Config.PostPrunePasses);
    Config.PostAllocationPasses.insert(Config.PostAllocationPasses.begin(), [this](LinkGraph &G) {
      json::Array Segments = dumpSegments(G, S.PageSize);
      for (const json::Value &Segment : Segments)
        watchSegment(addressOf(*Segment.getAsObject()->get("address")));
      in().Record["segments"] = std::move(Segments);
      return Error::success();
    });
    addPasses("postAllocation", Config.PostAllocationPasses);
    addPasses("preFixup", Config.PreFixupPasses);
    addPasses("postFixup", Config.PostFixupPasses);
    Config.PostFixupPasses.push_back([this](LinkGraph &G) {
      in().Facts.notePlaces(G);
      in().Record["graph"] = dumpGraph(G, in().Facts, /*WithContent=*/true);
      in().Record["crossings"] = dumpCrossings(G, S.Lifetimes);
      note("fixed up", json::Object{{"file", in().Name}});
      return Error::success();
    });
    return Error::success();
  }

private:
  Input &in() const { return S.Inputs[Index]; }

  /// Roots are definitions that other files can see; kept metadata is what the builder made NoAlloc.
  Error markRoots(LinkGraph &G) const {
    bool All = textOf(S.Case, "roots", "non-local") == "all";
    for (Symbol *Sym : G.defined_symbols())
      if (Sym->hasName() && (All || Sym->getScope() != Scope::Local))
        Sym->setLive(true);
    for (Block *B : Kept)
      in().Facts.Keepers[&G.addAnonymousSymbol(*B, 0, 0, false, true)] = true;
    for (Symbol *Sym : losers(G))
      G.makeExternal(*Sym);
    return Error::success();
  }

  std::vector<Symbol *> losers(LinkGraph &G) const {
    std::vector<Symbol *> List;
    for (Symbol *Sym : G.defined_symbols())
      if (Sym->hasName() && Sym->getScope() != Scope::Local && S.Winner.at((*Sym->getName()).str()) != Index)
        List.push_back(Sym);
    return List;
  }

  void addPasses(StringRef Phase, LinkGraphPassList &Passes) {
    forInput(S.Case, "touch", Index, [&](const json::Object &Row) {
      if (textOf(Row, "phase") == Phase)
        Passes.push_back([this, &Row](LinkGraph &G) { return touch(G, Row); });
    });
    if (textOf(S.Case, "actionsIn", "postAllocation") == Phase)
      Passes.push_back([this](LinkGraph &G) { return addActions(G); });
    Passes.push_back([this, Phase](LinkGraph &) { return failIn(Phase); });
  }

  /// Asks for mutable content, twice, as a plugin that changes content does; with `bytes` it then writes some.
  Error touch(LinkGraph &G, const json::Object &Row) {
    Section *Sec = G.findSectionByName(textOf(Row, "section"));
    if (!Sec || Sec->empty())
      return failure("no section " + textOf(Row, "section") + " to touch");
    Block &B = **Sec->blocks().begin();
    StringRef Before = in().Facts.placeOf(B.getContent());
    MutableArrayRef<char> Content = B.getMutableContent(G);
    bool Same = B.getMutableContent(G).data() == Content.data();
    std::string Bytes = fromHex(textOf(Row, "bytes"));
    size_t Offset = Row.getInteger("offset").value_or(0);
    std::copy(Bytes.begin(), Bytes.end(), Content.begin() + Offset);
    note("mutable", json::Object{{"file", in().Name},
                     {"phase", textOf(Row, "phase")},
                     {"section", Sec->getName()},
                     {"before", Before},
                     {"after", in().Facts.placeOf(Content)},
                     {"secondRequest", Same ? "the same copy" : "another copy"},
                     {"wrote", static_cast<int64_t>(Bytes.size())}});
    return Error::success();
  }

  Error addActions(LinkGraph &G) {
    unsigned Number = 0;
    Error Problem = Error::success();
    forInput(S.Case, "actions", Index, [&](const json::Object &Row) {
      auto Finalize = half(G, Row, "finalize"), Dealloc = half(G, Row, "dealloc");
      if (Finalize && Dealloc)
        G.allocActions().push_back(makePair(in().Name, ++Number, *Finalize, *Dealloc));
      else
        Problem = joinErrors(std::move(Problem), failure("an action calls a function that is not there"));
    });
    return Problem;
  }

  static std::optional<Half> half(LinkGraph &G, const json::Object &Row, StringRef Key) {
    StringRef Text = textOf(Row, Key);
    Half Result{Text.empty() ? Half::Absent : Text == "fails" ? Half::Fails : Half::Runs};
    if (Text.consume_front("call ")) {
      Symbol *Function = G.findDefinedSymbolByName(G.intern(Text));
      if (!Function)
        return std::nullopt;
      Result.Function = Function->getAddress().getValue();
    }
    if (Symbol *Word = G.findDefinedSymbolByName(G.intern(textOf(Row, "reads"))))
      Result.Reads = Word->getAddress().getValue();
    return Result;
  }

  Error failIn(StringRef Phase) {
    const json::Object *Fail = S.Case.getObject("fail");
    if (!Fail || textOf(*Fail, "phase") != Phase || static_cast<size_t>(Fail->getInteger("file").value_or(0)) != Index)
      return Error::success();
    return failure("told to fail in " + Phase);
  }

  Session &S;
  size_t Index;

public:
  /// Blocks of metadata that the case keeps alive.
  std::vector<Block *> Kept;
};

/// File bookkeeping is NoAlloc as well, but nobody keeps it.
bool isBookkeeping(StringRef Name) {
  static const std::set<StringRef> Names{".symtab", ".strtab", ".shstrtab", ".group", ".llvm_addrsig", ".symtab_shndx"};
  return Names.count(Name) || Name.starts_with(".rela");
}

void Session::build() {
  for (const json::Value &File : *Case.getArray("files"))
    Inputs.emplace_back(Must(errorOrToExpected(MemoryBuffer::getFile(*File.getAsString()))));
  for (Input &In : Inputs) {
    In.Graph = Must(createLinkGraphFromObject(*In.Buffer, Pool));
    In.Facts.noteOrder(*In.Graph);
    In.Facts.notePlaces(*In.Graph);
  }
}

void Session::applyRules(LinkGraph &G) {
  const json::Array *Rules = Case.getArray("rules");
  for (const json::Value &Value : Rules ? *Rules : json::Array{}) {
    const json::Object &Rule = *Value.getAsObject();
    GlobPattern Pattern = Must(GlobPattern::create(textOf(Rule, "pattern")));
    for (Section &Sec : G.sections()) {
      if (isBookkeeping(Sec.getName()) || !Pattern.match(Sec.getName()))
        continue;
      if (auto Lifetime = Rule.getString("lifetime"))
        Sec.setMemLifetime(*Lifetime == "Standard"   ? orc::MemLifetime::Standard
                           : *Lifetime == "Finalize" ? orc::MemLifetime::Finalize
                                                     : orc::MemLifetime::NoAlloc);
      if (auto Text = Rule.getString("protection")) {
        orc::MemProt Protection = orc::MemProt::None;
        if (Text->contains('R'))
          Protection |= orc::MemProt::Read;
        if (Text->contains('W'))
          Protection |= orc::MemProt::Write;
        if (Text->contains('X'))
          Protection |= orc::MemProt::Exec;
        Sec.setMemProt(Protection);
      }
    }
  }
}

void Session::chooseDefinitions() {
  std::map<std::string, bool> Strong;
  for (size_t I = 0; I < Inputs.size(); ++I)
    for (Symbol *Sym : Inputs[I].Graph->defined_symbols()) {
      if (!Sym->hasName() || Sym->getScope() == Scope::Local)
        continue;
      std::string Name = (*Sym->getName()).str();
      bool IsStrong = Sym->getLinkage() == Linkage::Strong;
      if (Winner.count(Name) && (Strong[Name] || !IsStrong))
        continue;
      Winner[Name] = I;
      Strong[Name] = IsStrong;
      Lifetimes[Name] = Sym->getSection().getMemLifetime();
    }
}

/// Answers one lookup from what all files have published and from the case's own addresses.
void Session::answer(Input &In) {
  AsyncLookupResult Result;
  std::set<std::string> Missing;
  const json::Object *Given = Case.getObject("absolutes");
  for (auto &[Symbol, Kind] : In.Wanted) {
    std::string Name = (*Symbol).str();
    if (auto Known = Addresses.find(Name); Known != Addresses.end())
      Result[Symbol] = Known->second;
    else if (const json::Value *Address = Given ? Given->get(Name) : nullptr)
      Result[Symbol] = {orc::ExecutorAddr(addressOf(*Address)), JITSymbolFlags::Exported};
    else if (Kind == SymbolLookupFlags::RequiredSymbol)
      Missing.insert(Name);
  }
  auto Continuation = std::move(In.Continuation);
  if (Missing.empty())
    Continuation->run(std::move(Result));
  else
    Continuation->run(failure("Symbols not found: [ " + join(Missing, ", ") + " ]"));
}

void Session::deallocate() {
  std::vector<JITLinkMemoryManager::FinalizedAlloc> Allocs;
  json::Array Names;
  for (Input &In : Inputs)
    if (In.Alloc) {
      Names.push_back(In.Name);
      Allocs.push_back(std::move(In.Alloc));
    }
  if (Allocs.empty())
    return;
  note("deallocate", json::Object{{"files", std::move(Names)}});
  if (Error Err = Memory.deallocate(std::move(Allocs)))
    note("deallocated", json::Object{{"error", toString(std::move(Err))}});
  else
    note("deallocated");
}

json::Object Session::run() {
  build();
  watchMemory(addressOf(json::Value(textOf(Case, "base", "0x10000000").str())));
  std::vector<std::unique_ptr<Context>> Contexts;
  for (size_t I = 0; I < Inputs.size(); ++I) {
    Contexts.push_back(std::make_unique<Context>(*this, I));
    if (Case.getBoolean("keep").value_or(false))
      for (Section &Sec : Inputs[I].Graph->sections())
        if (Sec.getMemLifetime() == orc::MemLifetime::NoAlloc && !isBookkeeping(Sec.getName()))
          Contexts[I]->Kept.insert(Contexts[I]->Kept.end(), Sec.blocks().begin(), Sec.blocks().end());
    applyRules(*Inputs[I].Graph);
  }
  chooseDefinitions();
  for (size_t I = 0; I < Inputs.size(); ++I)
    link(std::move(Inputs[I].Graph), std::move(Contexts[I]));
  for (Input &In : Inputs)
    if (In.Continuation)
      answer(In);
  deallocate();
  json::Array Records;
  for (Input &In : Inputs) {
    In.Record["file"] = In.Name;
    In.Record["inputUntouched"] = In.Untouched == In.Buffer->getBuffer();
    Records.push_back(std::move(In.Record));
  }
  return json::Object{
      {"llvm", LLVM_VERSION_STRING}, {"files", std::move(Records)}, {"events", std::move(events())}};
}

} // namespace

int main() {
  auto Text = Must(errorOrToExpected(MemoryBuffer::getSTDIN()));
  json::Value Case = Must(json::parse(Text->getBuffer()));
  Session S(std::move(*Case.getAsObject()));
  outs() << json::Value(S.run()) << "\n";
  return 0;
}
