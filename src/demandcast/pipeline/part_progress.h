// One progress over work that goes part by part, each with tasks of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string_view>

#include "demandcast/core/progress.h"

namespace demandcast {

/// Tells `whole` how much of all parts is done. A part's tasks (a fit, then a forecast) count half of what they
/// report, up to the part's size; what is left is told when the part ends.
class PartProgress final : public Progress {
 public:
  PartProgress(Progress& whole, std::string_view task, std::size_t total, std::string_view unit = "series")
      : whole_(whole) {
    whole_.start(task, total, unit);
  }
  ~PartProgress() override { whole_.finish(); }
  PartProgress(const PartProgress&) = delete;
  PartProgress& operator=(const PartProgress&) = delete;

  void begin_part(std::size_t units);
  void end_part();

  void advance(std::size_t units) override;
  void finish() override {}

 private:
  void begin(std::string_view, std::size_t, std::string_view) override {}
  void tell(std::size_t upto);

  Progress& whole_;
  std::mutex mutex_;
  std::size_t size_ = 0;  ///< of the part
  std::size_t units_ = 0, told_ = 0;
};

}  // namespace demandcast
