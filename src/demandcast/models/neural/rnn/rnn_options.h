// Options of the recurrent network of the years before quantile loss.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/neural/network_options.h"

namespace demandcast {

struct RnnOptions {
  NetworkOptions network = {.head = "student_t"};
};

template <class Visitor>
void describe(Visitor& visitor, RnnOptions& options) {
  describe(visitor, options.network);
}

}  // namespace demandcast
