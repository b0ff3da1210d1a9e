// How large a step training takes, update by update.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace demandcast::training {

/// Rises in a straight line over the first tenth of the updates to `highest`, then falls to zero along half a cosine
/// [Loshchilov & Hutter 2017, "SGDR", eq. 5, one cycle]. `update` counts from 0.
double learning_rate(std::int64_t update, std::int64_t updates, double highest);

}  // namespace demandcast::training
