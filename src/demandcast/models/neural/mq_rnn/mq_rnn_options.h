// Options of MQ-RNN.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/models/neural/network_options.h"

namespace demandcast {

struct MqRnnOptions {
  std::string form = "seasonal";
  NetworkOptions network;
};

template <class Visitor>
void describe(Visitor& visitor, MqRnnOptions& options) {
  describe_form(visitor, options.form);
  describe(visitor, options.network);
}

}  // namespace demandcast
