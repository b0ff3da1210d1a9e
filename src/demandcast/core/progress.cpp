// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/progress.h"

namespace demandcast {
namespace {

class SilentProgress final : public Progress {
 public:
  void advance(std::size_t) override {}
  void finish() override {}

 private:
  void begin(std::string_view, std::size_t, std::string_view) override {}
};

}  // namespace

Progress& silent_progress() {
  static SilentProgress silent;  // holds no state
  return silent;
}

}  // namespace demandcast
