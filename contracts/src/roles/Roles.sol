// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice Ids of the roles in the AccessManager. script/README.md says which function each may call.
/// None of them moves anybody's cash or stops a repayment, a claim, a refund or a withdrawal.
library Roles {
    /// @notice Sets products and announces fees.
    uint64 internal constant OPERATOR = 1;
    /// @notice Registers participants, their claims and relations; freezes.
    uint64 internal constant VERIFIER = 2;
    /// @notice Stops new business: of an issuer, or on a credit model. Cancels what others have announced.
    uint64 internal constant GUARDIAN = 3;
    /// @notice Opens loans in the credit record: contracts alone.
    uint64 internal constant ISSUER = 4;
    /// @notice Registers issuers with `Notes`, with a delay.
    uint64 internal constant REGISTRAR = 5;
    /// @notice Signs assessments. Calls no function.
    uint64 internal constant UNDERWRITER = 6;
    /// @notice Announces credit models, and sets policies' limits and the principal above which an assessment needs a second underwriter.
    uint64 internal constant GOVERNOR = 7;
    /// @notice Announces who receives fees.
    uint64 internal constant TREASURER = 8;
}
