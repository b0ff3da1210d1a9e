// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

/// The failure of the lowest index, so that the same input gives the same message at any number of threads.
class FirstFailure {
 public:
  void record(std::size_t index) {
    const std::lock_guard lock(mutex_);
    if (!error_ || index < index_) {
      error_ = std::current_exception();
      index_ = index;
    }
  }
  void rethrow_if_any() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr error_;
  std::size_t index_ = 0;
};

constexpr std::size_t kLargestBlock = 64;

}  // namespace

void parallel_for(std::size_t count, const RunContext& context, const std::function<void(std::size_t)>& body) {
  const auto threads =
      std::max<std::size_t>(1, std::min<std::size_t>(static_cast<std::size_t>(context.threads), count));
  const std::size_t block = std::clamp<std::size_t>(count / (threads * 16), 1, kLargestBlock);
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  FirstFailure failure;

  const auto work = [&] {
    while (!failed && !context.stop.stop_requested()) {
      const std::size_t begin = next.fetch_add(block);
      if (begin >= count) return;
      const std::size_t end = std::min(count, begin + block);
      for (std::size_t i = begin; i < end; ++i) {
        try {
          body(i);
        } catch (...) {
          failure.record(i);
          failed = true;
          return;
        }
      }
      context.progress->advance(end - begin);
    }
  };

  {
    std::vector<std::jthread> helpers;
    for (std::size_t t = 1; t < threads; ++t) helpers.emplace_back(work);
    work();
  }
  failure.rethrow_if_any();
  if (context.stop.stop_requested()) throw Interrupted("stopped before the work was done");
}

}  // namespace demandcast
