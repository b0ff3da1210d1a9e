// Some series of a panel as a panel of their own, so that work on many goes part by part.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "demandcast/data/panel.h"

namespace demandcast {

/// The series [begin, end) of `panel` with their channels and statics; categories stay those of the whole panel.
/// O(cells of the part + series of the panel's groups + categories).
Panel part_of(const Panel& panel, std::size_t begin, std::size_t end);

/// Calls `visit` with the parts of `panel` in order, `most` series each and no fewer than there are categories of a
/// static, which every part copies. Of a panel that is one part, the panel itself. Parts live during the call only.
void visit_parts(const Panel& panel, std::size_t most, const std::function<void(const Panel&)>& visit);

}  // namespace demandcast
