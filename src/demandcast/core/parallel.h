// A loop over independent items on several threads.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "demandcast/core/run_context.h"

namespace demandcast {

/// Calls body(i) once for every i in [0, count), on up to context.threads threads, in no particular order; reports one
/// unit of progress per item. Items must not share what they write, so that the result is the same at any number of
/// threads. Throws what the item of the lowest index threw, or Interrupted when context.stop was asked.
/// O(count / threads) plus one atomic increment per block of items.
void parallel_for(std::size_t count, const RunContext& context, const std::function<void(std::size_t)>& body);

}  // namespace demandcast
