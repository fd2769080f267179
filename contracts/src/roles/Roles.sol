// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice Ids of the roles in the AccessManager. script/README.md says which function each may call.
/// None of them moves anybody's cash or stops a repayment, a claim, a refund or a withdrawal.
library Roles {
    /// @notice Sets products and announces fees.
    uint64 internal constant OPERATOR = 1;
    /// @notice Registers participants, their claims, limits and relations; freezes.
    uint64 internal constant VERIFIER = 2;
    /// @notice Stops new business of an issuer.
    uint64 internal constant GUARDIAN = 3;
    /// @notice Opens loans in the credit record: contracts alone.
    uint64 internal constant ISSUER = 4;
    /// @notice Registers issuers with `Notes`, with a delay.
    uint64 internal constant REGISTRAR = 5;
    /// @notice Signs assessments. Calls no function.
    uint64 internal constant UNDERWRITER = 6;
    /// @notice Announces and retires credit models, and sets above which principal an assessment needs a second underwriter.
    uint64 internal constant GOVERNOR = 7;
}
