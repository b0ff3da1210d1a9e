// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/progress.h"

namespace demandcast {
namespace {

class SilentProgress final : public Progress {
 public:
  void start(std::string_view, std::size_t) override {}
  void advance(std::size_t) override {}
  void finish() override {}
};

}  // namespace

Progress& silent_progress() {
  static SilentProgress silent;  // holds no state
  return silent;
}

}  // namespace demandcast
