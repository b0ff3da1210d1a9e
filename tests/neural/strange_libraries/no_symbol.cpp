// A shared library that is something else.
// SPDX-License-Identifier: Apache-2.0
extern "C" int something_else() { return 0; }
