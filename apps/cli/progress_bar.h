// Progress on stderr: a bar on a terminal, plain lines elsewhere, JSON lines for machines.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <ostream>
#include <string>

#include "demandcast/core/progress.h"

namespace demandcast {

enum class ProgressStyle { kBar, kLines, kJson };

/// Silent for the first second of a task. A bar is redrawn ten times a second, a line written every ten seconds.
class ProgressBar final : public Progress {
 public:
  ProgressBar(std::ostream& err, ProgressStyle style) : err_(err), style_(style) {}
  ~ProgressBar() override;
  void advance(std::size_t units) override;
  void note(std::string_view text) override;
  void finish() override;

 private:
  using Clock = std::chrono::steady_clock;
  void begin(std::string_view task, std::size_t total, std::string_view unit) override;
  void tell(Clock::time_point now);
  void wipe();

  std::ostream& err_;
  ProgressStyle style_;
  std::mutex mutex_;
  std::string task_, unit_, note_;
  std::size_t done_ = 0, total_ = 0;
  Clock::time_point began_, told_ = Clock::now();
  bool drawn_ = false;
};

}  // namespace demandcast
