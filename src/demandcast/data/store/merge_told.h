// What later rows told put over what earlier ones did; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "demandcast/data/told_panel.h"

namespace demandcast {

/// Told of each static that `more` gives anew and otherwise than `base` did.
using StaticReplaced = std::function<void(const std::string& column, const std::string& id)>;

/// The series of both. What `more` gives stands in the place of what `base` gave; what it leaves empty stays: demand,
/// availability, covariates cell by cell, versions of plans by their date, statics. As many channels and statics in
/// both, in the same order; categories as in share_categories. Merging is associative. O(cells of both).
ToldPanel merge_told(const ToldPanel& base, const ToldPanel& more, const StaticReplaced& replaced = {});

/// Gives both columns, of categories, the categories of both, in order of their bytes.
void share_categories(StaticColumn& a, StaticColumn& b);
/// Leaves out the categories that no series has.
void drop_unused_categories(StaticColumn& column);

}  // namespace demandcast
