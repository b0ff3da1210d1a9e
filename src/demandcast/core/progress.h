// How long work tells how far it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace demandcast {

/// Receives the progress of one task at a time. `advance` and `note` may be called from any thread; the others from
/// one.
class Progress {
 public:
  virtual ~Progress() = default;
  /// A task of `total` units begins. `task` is a short phrase: "ets: fit".
  void start(std::string_view task, std::size_t total, std::string_view unit = "series") { begin(task, total, unit); }
  virtual void advance(std::size_t units) = 0;
  /// How the work stands, in a few words ("loss 0.412"), told beside how far it is.
  virtual void note(std::string_view /*text*/) {}
  virtual void finish() = 0;

 private:
  virtual void begin(std::string_view task, std::size_t total, std::string_view unit) = 0;
};

/// A progress that says nothing; lives for ever.
Progress& silent_progress();

}  // namespace demandcast
