// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/launched_peers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <torch/version.h>

#include <torch/csrc/distributed/c10d/GroupRegistry.hpp>

#include "demandcast/core/error.h"
#include "demandcast/training/pulse.h"

namespace demandcast::training {
namespace {

c10::intrusive_ptr<c10d::ProcessGroup> group_of(const Launch& launch) {
  if (!launch.libtorch.starts_with(TORCH_VERSION)) {
    throw ConfigError(fmt::format(
        "the processes speak through PyTorch {}, libdemandcast_neural was built with LibTorch {}; install that one",
        launch.libtorch.empty() ? "of an unknown version" : launch.libtorch, TORCH_VERSION));
  }
  try {
    auto group = c10d::resolve_process_group(launch.group);
    if (group->getRank() == launch.rank && group->getSize() == launch.processes) return group;
    throw ConfigError(fmt::format("this is {}, but rank {} of {} in the process group \"{}\"", launch.name(),
                                  group->getRank(), group->getSize(), launch.group));
  } catch (const c10::Error&) {
    throw ConfigError(
        fmt::format("{}: there is no process group \"{}\" here; start with torchrun --nproc-per-node {} -m demandcast "
                    "..., or unset WORLD_SIZE to run one process",
                    launch.name(), launch.group, launch.processes));
  }
}

class LaunchedPeers final : public Peers {
 public:
  explicit LaunchedPeers(const Launch& launch)
      : launch_(launch), group_(group_of(launch)), pulse_(group_->getStore()->clone(), launch.rank, launch.processes) {}
  int rank() const override { return launch_.rank; }
  int count() const override { return launch_.processes; }

  void sum(at::Tensor& numbers) override {
    exchange([&] {
      std::vector<at::Tensor> one{numbers};
      group_->allreduce(one)->wait();
    });
  }

  void share(at::Tensor& numbers) override {
    exchange([&] {
      std::vector<at::Tensor> one{numbers};
      group_->broadcast(one)->wait();
    });
  }

 private:
  template <class Work>
  void exchange(Work work) {
    try {
      work();
    } catch (const std::exception& error) {
      tell_who_ended(error.what());
    }
  }

  [[noreturn]] void tell_who_ended(const std::string& what) {
    std::vector<int> ended;
    try {
      ended = pulse_.ended();
    } catch (const std::exception&) {
      throw Error(fmt::format("{} lost the others, and what they share with them: a process or its machine ended",
                              launch_.name()));
    }
    if (ended.empty()) {
      throw Error(fmt::format("{} lost the others, though all still work: {}", launch_.name(),
                              what.substr(0, what.find('\n'))));
    }
    throw Error(
        fmt::format("rank {} of {} ended before the work was done, so {} ends, too; what it said itself tells why",
                    fmt::join(ended, " and "), launch_.processes, launch_.name()));
  }

  Launch launch_;
  c10::intrusive_ptr<c10d::ProcessGroup> group_;
  Pulse pulse_;
};

}  // namespace

std::unique_ptr<Peers> peers_of(const Launch& launch) {
  if (launch.alone()) return std::make_unique<Alone>();
  return std::make_unique<LaunchedPeers>(launch);
}

}  // namespace demandcast::training
