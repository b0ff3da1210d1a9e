// Peak resident memory of a stretch of work.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace demandcast {

/// From construction on; `growth_mb` is how far the process's resident memory rose above its start, 0 where the system
/// does not tell (only Linux does).
class PeakMemory {
 public:
  PeakMemory();
  double growth_mb() const;

 private:
  double start_mb_ = 0;
};

}  // namespace demandcast
