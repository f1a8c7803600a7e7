// Times JITLink without ORC around it: from an object's bytes to its last fixup, as often as asked. llvm-jitlink's own
// "time to link" contains much besides the linker, so this is the harder anchor.
//
//   jitlink-alone RUNS OBJECT
//
// Prints "Linking OBJECT", then the milliseconds of each run, one a line. Roots are the definitions that others can
// see; names from elsewhere are taken to be where the image starts.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "llvm/ExecutionEngine/JITLink/JITLink.h"
#include "llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h"
#include "llvm/ExecutionEngine/Orc/SymbolStringPool.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using namespace llvm::jitlink;
using Clock = std::chrono::steady_clock;

static ExitOnError Must("jitlink-alone: ");

static Error markVisible(LinkGraph &G) {
  for (Symbol *S : G.defined_symbols())
    if (S->getScope() != Scope::Local)
      S->setLive(true);
  return Error::success();
}

class AloneContext : public JITLinkContext {
public:
  AloneContext(JITLinkMemoryManager &Memory, Clock::time_point &End)
      : JITLinkContext(nullptr), Memory(Memory), End(End) {}

  JITLinkMemoryManager &getMemoryManager() override { return Memory; }
  void notifyFailed(Error Problem) override { Must(std::move(Problem)); }
  Error notifyResolved(LinkGraph &) override { return Error::success(); }
  LinkGraphPassFunction getMarkLivePass(const Triple &) const override { return markVisible; }

  void lookup(const LookupMap &Names, std::unique_ptr<JITLinkAsyncLookupContinuation> Next) override {
    AsyncLookupResult Answer;
    for (auto &[Name, Flags] : Names)
      Answer[Name] = orc::ExecutorSymbolDef(Image, JITSymbolFlags::Exported);
    Next->run(std::move(Answer));
  }

  Error modifyPassConfig(LinkGraph &, PassConfiguration &Passes) override {
    Passes.PostAllocationPasses.push_back([this](LinkGraph &G) {
      for (Block *B : G.blocks())
        if (!Image || B->getAddress() < Image)
          Image = B->getAddress();
      return Error::success();
    });
    Passes.PostFixupPasses.push_back([this](LinkGraph &) {
      End = Clock::now();
      return Error::success();
    });
    return Error::success();
  }

  void notifyFinalized(JITLinkMemoryManager::FinalizedAlloc Memory) override { release(std::move(Memory)); }

private:
  void release(JITLinkMemoryManager::FinalizedAlloc Allocation) {
    std::vector<JITLinkMemoryManager::FinalizedAlloc> All;
    All.push_back(std::move(Allocation));
    Memory.deallocate(std::move(All), [](Error Problem) { Must(std::move(Problem)); });
  }

  JITLinkMemoryManager &Memory;
  Clock::time_point &End;
  orc::ExecutorAddr Image;
};

int main(int ArgCount, char **Args) {
  if (ArgCount != 3)
    return 2;
  auto Object = Must(errorOrToExpected(MemoryBuffer::getFile(Args[2])));
  auto Memory = Must(InProcessMemoryManager::Create());
  printf("Linking %s\n", Args[2]);
  for (int Run = 0; Run < atoi(Args[1]); ++Run) {
    auto Names = std::make_shared<orc::SymbolStringPool>();
    auto Start = Clock::now();
    Clock::time_point End = Start;
    auto Graph = Must(createLinkGraphFromObject(Object->getMemBufferRef(), Names));
    link(std::move(Graph), std::make_unique<AloneContext>(*Memory, End));
    if (End == Start)
      return 1;
    printf("%.3f\n", std::chrono::duration<double, std::milli>(End - Start).count());
  }
}
